package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.compiler.internal.Compiler;
import com.dylibso.chicory.wasm.Parser;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.testing.WasmBytes;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a module's code names has to fit into few classes. */
class PoolCheckTest {
    private static final int FIRST = 100_000;

    private final Gate gate = new Gate(Main.hostFunctions());

    /** In functions of 5,000, which are small enough to be compiled. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "i32.const %d drop | 61935",
                "i64.const %d drop | 30979",
                "i32.const 0 i32.load 0 %d drop | 61935",
                "i32.const 0 i64.const 1 i64.store 0 %d | 61933",
            })
    void soManyDifferentConstantsAreLetThroughAndNoMore(String code, int most) {
        assertThat(gate.admit(naming(code, most).bytes())).isInstanceOf(Admission.Admitted.class);
        assertThat(gate.admit(naming(code, most + 1).bytes()))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.detail()).startsWith("code with more than"));
    }

    @Test
    void theSameConstantCountsOnce() {
        var module = WasmBytes.program("");
        IntStream.range(0, 13)
                .forEach(_ -> module.function(">", "i32.const 100000 drop ".repeat(5_000)));

        assertThat(gate.admit(module.bytes())).isInstanceOf(Admission.Admitted.class);
    }

    /**
     * Without these it was made twice, or four times, and all that counts its effort counts one.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 5_000, 9_000})
    void whatIsLetThroughFitsIntoOneClass(int functions) {
        var most = naming("i32.const %d drop", room(functions));
        IntStream.range(0, functions).forEach(_ -> most.function(">", ""));

        assertThat(gate.admit(most.bytes())).isInstanceOf(Admission.Admitted.class);
        assertThat(classes(most)).isEqualTo(1);
        assertThat(gate.admit(most.function(">", "").bytes()))
                .isInstanceOf(Admission.Refused.class);
    }

    /** Each called through a table, with results in an array. */
    @Test
    void typesTakeRoomInItToo() {
        var module = naming("i32.const %d drop", 55_000).table(1);
        for (var i = 0; i < 500; i++) {
            var results = Integer.toBinaryString(512 + i).replace('0', 'i').replace('1', 'I');
            module.function(">" + results, "i32.const 0 call_indirect %d 0".formatted(i + 1));
        }

        assertThat(classes(module)).isEqualTo(1);
        assertThat(gate.admit(module.bytes())).isInstanceOf(Admission.Admitted.class);
    }

    /** So that with so many functions beside them there is no room for one more. */
    private static int room(int functions) {
        var left = 62_000 - 9 - 4 * (1 + functions);
        return left - 4 * Math.ceilDiv(left, 5_000);
    }

    /** How many the compiler makes of all functions. */
    private static long classes(WasmBytes module) {
        var compiled = Compiler.builder(Parser.parse(module.bytes().toBytes())).build().compile();
        return compiled.collector().classBytes().keySet().stream()
                .filter(name -> name.contains("FuncGroup_"))
                .count();
    }

    private static WasmBytes naming(String code, int times) {
        var module = WasmBytes.program("");
        for (var from = 0; from < times; from += 5_000) {
            var numbers = IntStream.range(FIRST + from, FIRST + Math.min(from + 5_000, times));
            module.function(
                    ">", numbers.mapToObj(code::formatted).collect(Collectors.joining(" ")));
        }
        return module;
    }
}
