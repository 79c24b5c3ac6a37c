package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.Outcome;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a branch leaves is what the specification says, or the module is refused. */
class BranchResultsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "i32.const 1 block #7f i32.const 10 i32.const 20 br 1 end | 10 20",
                "i32.const 1 block #7f i32.const 10 i32.const 20 i32.const 1 br_if 1 drop end | 10 20",
                "i32.const 1 block #7f i32.const 10 i32.const 20 i32.const 0 br_if 1 drop end | 1 10",
                "i32.const 1 block #7f i32.const 10 i32.const 20 i32.const 0 br_table 1 1 1 end | 10 20",
                "i32.const 1 block #7f i32.const 10 i32.const 20 return end | 10 20",
                "i32.const 1 loop #7f i32.const 10 i32.const 20 br 1 end | 10 20",
                "i32.const 1 i32.const 1 if #7f i32.const 10 i32.const 20 br 1 else i32.const 2 end | 10 20",
                "i32.const 1 i32.const 0 if #7f i32.const 10 i32.const 20 br 1 else i32.const 2 end | 1 2",
                "i32.const 7 i32.const 8 i32.const 1 br_if 0 block #40 end | 7 8",
                "i32.const 7 i32.const 8 i32.const 0 br_if 0 loop #40 end | 7 8",
                "i32.const 7 i32.const 8 i32.const 0 br_table 1 0 0 block #40 end | 7 8",
            })
    void aFunctionThatEndsInABlockIsLeftWithItsOwnResults(String code, String results) {
        assertThat(results(">ii", code, results)).isInstanceOf(Outcome.Succeeded.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "i32.const 1 block 0 br 0 end | 1",
                "i32.const 1 block 0 drop i32.const 5 br 0 end | 5",
                "i32.const 1 block 0 drop i32.const 5 i32.const 1 br_if 0 end | 5",
                "i32.const 100 i32.const 1 block 0 br 0 end i32.add | 101",
                "i32.const 4 block 0 br 0 i32.const 1 i32.const 2 br 0 end | 4",
                "i32.const 4 block 0 br 0 i32.const 1 block #40 i32.const 2 br 1 end end | 4",
                "i32.const 4 i32.const 1 if 0 br 0 else drop i32.const 6 end | 4",
                "i32.const 4 i32.const 0 if 0 br 0 else drop i32.const 6 br 0 end | 6",
            })
    void aBranchThatDropsNothingMayLeaveABlockWithParameters(String code, String result) {
        assertThat(results(">i", code, result)).isInstanceOf(Outcome.Succeeded.class);
    }

    /** The first one answered 3, not 102. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "i32.const 100 i32.const 1 block 0 i32.const 2 br 0 end i32.add",
                "i32.const 100 i32.const 1 block 0 i32.const 2 i32.const 1 br_if 0 drop end i32.add",
                "i32.const 100 i32.const 1 block 0 i32.const 2 i32.const 0 br_table 1 0 0 end i32.add",
                "i32.const 1 i32.const 1 if 0 i32.const 2 br 0 else drop i32.const 3 end",
                "i32.const 1 i32.const 0 if 0 br 0 else i32.const 3 br 0 end",
                "i32.const 1 block 0 block #40 i32.const 2 br 1 end end",
            })
    void aBranchThatDropsValuesMayNot(String code) {
        try (var sandbox = new TestingSandbox()) {
            var refused =
                    (Admission.Refused) sandbox.gate().admit(checked(">i", code, "0").bytes());

            assertThat(refused.detail())
                    .startsWith("function 1: br")
                    .contains("build without multi-value blocks");
        }
    }

    private static Outcome results(String type, String code, String results) {
        try (var sandbox = new TestingSandbox()) {
            return sandbox.run(checked(type, code, results.split(" ", -1))).outcome();
        }
    }

    /** Traps unless these are its results. */
    private static WasmBytes checked(String type, String code, String... results) {
        var check = new StringBuilder("call 1 ");
        for (var i = results.length - 1; i >= 0; i--) {
            check.append("i32.const ").append(results[i]).append(" i32.ne if #40 unreachable end ");
        }
        return WasmBytes.module()
                .function("i>i", "local.get 0")
                .function(type, code)
                .function(">", check.toString())
                .export("_start", 2);
    }
}
