package dev.pointsman.worker.sandbox;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wasm.types.OpCode;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.testing.WasmBytes;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Code whose values are of the wrong types is refused by us, and all other code by nobody. */
class ValidCodeTest {
    private static final Map<Character, String> CONSTANTS =
            Map.of(
                    'i', "i32.const 0 ",
                    'I', "i64.const 0 ",
                    'f', "#43 #00000000 ",
                    'F', "f64.const #0000000000000000 ",
                    'p', "ref.null #70 ",
                    'e', "ref.null #6f ");

    private final Gate gate = new Gate(Main.hostFunctions());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drop | function 0: drop takes a value where none is",
                "i64.const 0 i32.eqz drop | function 0: i32_eqz takes an i32 where an i64 is",
                "i32.const 0 | function 0: end finds more values than the block is to leave",
                "i32.const 0 block #40 drop end | function 0: drop takes a value where none is",
                "block #7f end drop | function 0: end takes a value where none is",
                "i32.const 0 if #7f i32.const 1 else end drop | function 0: end takes a value where none is",
                "i32.const 0 ref.is_null drop | function 0: ref_is_null takes a reference where an i32 is",
                "call 1 | function 0: call takes a value where none is",
                "i64.const 0 call 1 | function 0: call takes an i32 where an i64 is",
                "block #7e i32.const 0 br 0 end drop | function 0: br takes an i64 where an i32 is",
                "local.get 9 drop | variable 9 where there are 1",
                "global.get 9 drop | global 9 where there are 0",
                "call 9 | function 9 where there are 2",
                "block 9 end | type 9 where there are 2",
                "i32.const 0 table.get 9 drop | table 9 where there are 1",
            })
    void whatIsWrongWithCodeIsSaidOfItsFirstWrongInstruction(String code, String why) {
        var admission = gate.admit(module(code).bytes());

        assertThat(admission)
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.detail()).startsWith(why));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unreachable drop i32.eqz drop #1b drop",
                "unreachable ref.is_null drop",
                "block #7f unreachable end drop",
                "block #7f i32.const 1 br 0 i64.const 2 drop end drop",
                "loop #40 br 0 end",
                "block #7f i32.const 1 i32.const 0 br_if 0 end drop",
                "block #7f i32.const 1 i32.const 0 br_table 1 0 0 end drop",
                "block #7f unreachable br_table 1 0 0 end drop",
                "i32.const 0 if #7f i32.const 1 else unreachable end drop",
                "i32.const 1 loop 1 drop i32.const 2 call 1 end",
                "i32.const 1 block 1 drop i32.const 2 call 1 end",
                "i64.const 1 i64.const 2 i32.const 0 #1b drop",
                "ref.null #70 ref.null #70 i32.const 0 #1c0170 drop",
                "i32.const 0 ref.null #70 table.set 0 i32.const 0 table.get 0 drop",
                "ref.null #70 i32.const 0 table.grow 0 drop",
                "i32.const 0 ref.null #70 i32.const 0 table.fill 0",
                "i32.const 0 local.tee 0 local.set 0 local.get 0 drop",
                "i32.const 0 i32.const 0 call_indirect 1 0",
            })
    void whatIsValidIsAdmitted(String code) {
        var admission = gate.admit(module(code).bytes());

        assertThat(admission).isInstanceOf(Admission.Admitted.class);
    }

    /** Those that take and leave the same wherever they stand, with the bytes behind them. */
    static Stream<String> instructions() {
        return Stream.of(
                        instructions(0x28, 0x3E, "%02x0000"),
                        instructions(0x3F, 0x40, "%02x00"),
                        instructions(0x45, 0xC4, "%02x"),
                        instructions(0x00, 0x07, "fc%02x"),
                        instructions(0x0A, 0x0A, "fc%02x0000"),
                        instructions(0x0B, 0x0B, "fc%02x00"),
                        instructions(0x0E, 0x0E, "fc%02x0000"),
                        instructions(0x10, 0x10, "fc%02x00"))
                .flatMap(it -> it);
    }

    private static Stream<String> instructions(int first, int last, String bytes) {
        return IntStream.rangeClosed(first, last).mapToObj(bytes::formatted);
    }

    /** Else we or the engine would have something against it. */
    @ParameterizedTest
    @MethodSource("instructions")
    void theEngineThinksOfAnInstructionsTypesAsWeDo(String instruction) {
        var isLong = instruction.startsWith("fc");
        var number = Integer.parseInt(instruction.substring(0, isLong ? 4 : 2), 16);
        var type = Signature.of(requireNonNull(OpCode.byOpCode(number)));
        var taken = type.takes().chars().mapToObj(letter -> CONSTANTS.get((char) letter));
        var code =
                taken.collect(Collectors.joining())
                        + "#"
                        + instruction
                        + " drop".repeat(type.leaves().length());

        var admission = gate.admit(module(code).bytes());

        assertThat(admission).as(code).isInstanceOf(Admission.Admitted.class);
    }

    private static WasmBytes module(String code) {
        return WasmBytes.module()
                .memory(1, 1)
                .table(1)
                .function(">", 1, code)
                .function("i>", "")
                .export("_start", 0);
    }
}
