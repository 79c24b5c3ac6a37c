package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trap says where, in the words of the module's author. */
class BackTraceTest {
    @AutoClose private final TestingSandbox sandbox = new TestingSandbox();

    @Test
    void aTrapNamesTheFunctionAndItsCallers() {
        var module = nested().naming("_start", "main", "parse_row");

        var ended = sandbox.run(module);

        assertThat(ended.outcome())
                .isEqualTo(
                        new Outcome.Errored(
                                ErrorCode.GUEST_TRAP,
                                "the guest trapped: Trapped on unreachable instruction"
                                        + " in 'parse_row', called by 'main', '_start'"));
    }

    @Test
    void aModuleWithoutNamesHasNumbers() {
        var ended = sandbox.run(nested());

        assertThat(detail(ended)).endsWith(" in function 2, called by function 1, function 0");
    }

    @Test
    void aNameCannotForgeALine() {
        var module = nested().naming("_start", "main", "\u001b[2J\n" + "x".repeat(1_000));

        var ended = sandbox.run(module);

        assertThat(detail(ended)).contains("'\\u001b[2J\\u000ax").hasSizeLessThan(300);
    }

    @Test
    void aDeepRecursionIsCutShort() {
        var module =
                WasmBytes.module()
                        .function(">", "i32.const 100 call 1")
                        .function(
                                "i>",
                                "local.get 0 i32.eqz if #40 unreachable end"
                                        + " local.get 0 i32.const 1 i32.sub call 1")
                        .export("_start", 0)
                        .naming("_start", "down");

        var ended = sandbox.run(module);

        assertThat(detail(ended))
                .endsWith(" in 'down', called by" + " 'down',".repeat(6) + " 'down'");
    }

    /** Lengths that lie, counts that lie, no end; each after the section's own name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "01 ff ff ff ff 07",
                "01 02 ff 7f",
                "01 05 01 00 ff 7f 61",
                "01 01 01",
                "ff",
                ""
            })
    void namesThatLieAreNoNames(String names) {
        var module = nested().custom("name", names);

        var ended = sandbox.run(module);

        assertThat(detail(ended)).contains(" in function 2, called by ");
    }

    private static String detail(TestingSandbox.Ended ended) {
        return ((Outcome.Errored) ended.outcome()).detail();
    }

    private static WasmBytes nested() {
        return WasmBytes.module()
                .function(">", "call 1")
                .function(">", "call 2")
                .function(">", "unreachable")
                .export("_start", 0);
    }
}
