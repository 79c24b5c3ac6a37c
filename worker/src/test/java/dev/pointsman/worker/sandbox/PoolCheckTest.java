package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.Main;
import dev.pointsman.worker.testing.WasmBytes;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a module's code names has to fit into few classes. */
class PoolCheckTest {
    private static final int FIRST = 100_000;

    private final Gate gate = new Gate(Main.hostFunctions());

    /** In functions of 5,000, which are small enough to be compiled. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "i32.const %d drop | 50000",
                "i64.const %d drop | 25000",
                "i32.const 0 i32.load 0 %d drop | 50000",
                "i32.const 0 i64.const 1 i64.store 0 %d | 49998",
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
        IntStream.range(0, 11)
                .forEach(_ -> module.function(">", "i32.const 100000 drop ".repeat(5_000)));

        assertThat(gate.admit(module.bytes())).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void functionsThatAreCalledCountAndTheirCallsDoNot() {
        var module = naming("i32.const %d drop", 49_997);
        module.function(">", "call 0 ".repeat(1_000));
        var admitted = gate.admit(module.bytes());
        module.function(">", "call 1");

        assertThat(admitted).isInstanceOf(Admission.Admitted.class);
        assertThat(gate.admit(module.bytes())).isInstanceOf(Admission.Refused.class);
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
