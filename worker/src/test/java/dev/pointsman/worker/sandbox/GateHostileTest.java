package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.testing.WasmBytes;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a module's author can write against a parser, a compiler and a heap: all of it is refused.
 */
class GateHostileTest {
    private final Gate gate = new Gate(Main.hostFunctions());

    @ParameterizedTest
    @CsvSource({
        "a type of 2^31-1 parameters, 01 07 01 60 ff ff ff ff 07",
        "a data segment of 2 GiB, 05 03 01 00 01 0b 0c 01 00 41 00 0b ff ff ff ff 07 00",
        "a data segment of 1 GiB, 05 03 01 00 01 0b 0b 01 00 41 00 0b 80 80 80 80 04",
        "100 million elements, 04 04 01 70 00 01 09 0a 01 00 41 00 0b 80 c2 d7 2f 00",
        "100 million types in a group, 01 06 01 4e 80 c2 d7 2f",
        "a section of 2^31-1 bytes, 01 ff ff ff ff 07",
        "a section of 2^32-1 bytes, 01 ff ff ff ff 0f",
        "2^32-1 types, 01 05 ff ff ff ff 0f",
        "2^32-1 functions, 03 05 ff ff ff ff 0f",
        "a name of 2^31-1 bytes, 00 06 ff ff ff ff 07 61",
        "a section that nobody knows, 0e 01 00",
        "sections in the wrong order, 03 01 00 01 01 00",
        "a number that does not end, 01 0a ff ff ff ff ff ff ff ff ff ff",
        "a table of 2^32-1 slots, 04 08 01 70 00 ff ff ff ff 0f",
        "a memory of more than 4 GiB, 05 05 01 00 81 80 04",
        "a 64-bit memory, 05 03 01 04 01",
        "50 001 variables, 01 04 01 60 00 00 03 02 01 00 0a 08 01 06 01 d1 86 03 7f 0b"
    })
    void aNumberThatLiesIsRefused(String lie, String hex) {
        var module = WasmBytes.headerAnd(hex);

        var admission = gate.admit(module);

        assertThat(admission).as(lie).isInstanceOf(Admission.Refused.class);
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNotRunIsRefused(String what, Payload module) {
        var admission = gate.admit(module);

        assertThat(admission)
                .as(what)
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.MODULE_REFUSED));
    }

    static Stream<Arguments> whatIsNotRunIsRefused() {
        return Stream.of(
                Arguments.of("two memories", WasmBytes.program("").memory(1, 1).bytes()),
                Arguments.of("a huge table", WasmBytes.program("").table(65_537).bytes()),
                Arguments.of("many tables", manyTables()),
                Arguments.of(
                        "SIMD",
                        WasmBytes.program("v128.const #" + "00".repeat(16) + " drop").bytes()),
                Arguments.of("a garbage-collected array", array()),
                Arguments.of("a garbage-collected struct", struct()),
                Arguments.of(
                        "a boxed number", WasmBytes.program("i32.const 1 ref.i31 drop").bytes()),
                Arguments.of("a global boxed number", boxedGlobal()),
                Arguments.of("a function too large to compile", largeFunction()),
                Arguments.of("a wait", atomic("i32.const 0 i64.const -1 memory.atomic.wait32 2 0")),
                Arguments.of("an atomic addition", atomic("i32.const 1 i32.atomic.rmw.add 2 0")),
                Arguments.of(
                        "a memory larger than a gibibyte",
                        WasmBytes.module()
                                .function(">", "")
                                .memory(16_385, 16_385)
                                .export("_start", 0)
                                .bytes()),
                Arguments.of("data beyond the end", data("00 41 fe ff 03 0b 04 61626364")),
                Arguments.of("data below the beginning", data("00 41 7f 0b 01 61")),
                Arguments.of("data at a place to be computed", data("00 41 01 41 02 6a 0b 01 61")));
    }

    private static Payload atomic(String code) {
        return WasmBytes.program("i32.const 0 " + code + " drop").bytes();
    }

    private static Payload data(String segment) {
        return WasmBytes.program("").entry(11, segment).bytes();
    }

    private static Payload manyTables() {
        var module = WasmBytes.program("");
        for (var i = 0; i < 1_000; i++) {
            module.table(1);
        }
        return module.bytes();
    }

    /** More than 64 KiB of Java bytecode, which only the interpreter could run. */
    private static Payload largeFunction() {
        var increment = "local.get 0 i32.const 1 i32.add local.set 0 ";
        return WasmBytes.module()
                .function(">", 1, increment.repeat(20_000))
                .export("_start", 0)
                .bytes();
    }

    /** Type 0 is the array, so that the function's is type 1. */
    private static Payload array() {
        return WasmBytes.module()
                .entry(1, "5e 7f 01")
                .function(">", "i32.const 1000000000 array.new_default 0 drop")
                .export("_start", 0)
                .bytes();
    }

    private static Payload struct() {
        return WasmBytes.module()
                .entry(1, "5f 01 7f 01")
                .function(">", "struct.new_default 0 drop")
                .export("_start", 0)
                .bytes();
    }

    private static Payload boxedGlobal() {
        return WasmBytes.program("loop #40 global.get 0 drop br 0 end")
                .entry(6, "6c 00 41 01 fb 1c 0b")
                .bytes();
    }
}
