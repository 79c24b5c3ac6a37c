package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables begin as their element segments have it, whoever places those. */
class TableImagesTest {
    private static final String TEN_FROM_1 = "00 4101 0b 02 01 02";
    private static final String TWENTY_AT_2 = "00 4102 0b 01 02";
    private static final String BY_A_GLOBAL = "00 2300 0b 01 01";
    private static final String BY_EXPRESSIONS = "04 4101 0b 02 d2 02 0b d0 70 0b";

    @AutoClose private final TestingSandbox sandbox = new TestingSandbox();

    @ParameterizedTest
    @CsvSource({"1, 10", "2, 20"})
    void segmentsArePlacedInTheirOrder(int slot, int answer) {
        assertThat(exitCode(calling(slot), TEN_FROM_1, TWENTY_AT_2)).isEqualTo(answer);
    }

    @Test
    void anElementMayBeAnExpression() {
        assertThat(exitCode(calling(1), BY_EXPRESSIONS)).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource({"0", "2", "3"})
    void nothingIsWhereNothingWasPlaced(int slot) {
        assertThat(run(calling(slot), List.of(BY_EXPRESSIONS)).code())
                .isEqualTo(ErrorCode.GUEST_TRAP);
    }

    @Test
    void aPlaceThatOnlyTheInstanceKnowsIsTheEngines() {
        assertThat(exitCode(calling(3), TEN_FROM_1, BY_A_GLOBAL)).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"4103", "4104", "417f"})
    void whatDoesNotFitIsTheModulesFault(String place) {
        var segment = "00 " + place + " 0b 02 01 02";

        assertThat(run("i32.const 0", List.of(segment)).code()).isEqualTo(ErrorCode.MODULE_REFUSED);
    }

    @Test
    void aSegmentThatWasPlacedIsUsedUp() {
        var again = "i32.const 0 i32.const 0 i32.const 1 table.init 0 0 i32.const 5";

        assertThat(run(again, List.of(TEN_FROM_1)).code()).isEqualTo(ErrorCode.GUEST_TRAP);
        assertThat(exitCode(again.replace("i32.const 1", "i32.const 0"), TEN_FROM_1)).isEqualTo(5);
    }

    @Test
    void whatAJobWritesIsNotThereForTheNext() {
        var overwriting = calling(1) + " i32.const 1 i32.const 2 table.get 0 table.set 0";
        var module = sandbox.admitted(module(overwriting, List.of(TEN_FROM_1)).bytes());

        assertThat(exitCode(sandbox.run(module, TestingContexts.context()))).isEqualTo(10);
        assertThat(exitCode(sandbox.run(module, TestingContexts.context()))).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"00 4101 0b 02 01 02, 3", "00 4101 0b 01 01, 2", "00 2300 0b 01 01, 2"})
    void eachElementIsPaidForWhoeverPlacesIt(String segment, int fuel) {
        var with = run("i32.const 0", List.of(segment)).usage().fuel();
        var without = run("i32.const 0", List.of()).usage().fuel();

        assertThat(with - without).isEqualTo(fuel - 1);
    }

    private static String calling(int slot) {
        return "i32.const " + slot + " call_indirect 1 0";
    }

    private int exitCode(String code, String... segments) {
        return exitCode(run(code, List.of(segments)));
    }

    private static int exitCode(TestingSandbox.Ended end) {
        return switch (end.outcome()) {
            case Outcome.Failed(var exitCode, _) -> exitCode;
            default -> throw new AssertionError("ended as " + end.outcome());
        };
    }

    private TestingSandbox.Ended run(String code, List<String> segments) {
        return sandbox.run(module(code, segments));
    }

    /** Its functions: 0 exits, 1 answers 10, 2 answers 20. */
    private static WasmBytes module(String code, List<String> segments) {
        var module =
                WasmBytes.module()
                        .importing("wasi_snapshot_preview1", "proc_exit", "i>")
                        .function(">i", "i32.const 10")
                        .function(">i", "i32.const 20")
                        .function(">", code + " call 0")
                        .table(4)
                        .entry(6, "7f 00 4103 0b")
                        .export("_start", 3);
        segments.forEach(segment -> module.entry(9, segment));
        return module;
    }
}
