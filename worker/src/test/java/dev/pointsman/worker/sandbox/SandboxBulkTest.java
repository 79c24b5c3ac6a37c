package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One instruction that does the work of many is stopped like many: without a branch or a call, at
 * which generated code would ask, and without a loop in the guest.
 */
class SandboxBulkTest {
    private static final String FILL = "i32.const 0 i32.const 1 i32.const 1048576 memory.fill 0 ";
    private static final String COPY = "i32.const 0 i32.const 1 i32.const 1048575 memory.copy 0 0 ";
    private static final String FILL_TABLE =
            "i32.const 0 ref.null #70 i32.const 65536 table.fill 0 ";
    private static final String COPY_TABLE =
            "i32.const 0 i32.const 1 i32.const 65535 table.copy 0 0 ";
    private static final String WRITE_EVERYWHERE =
            """
            loop #40 local.get 0 i32.const 1 i32.store8 0 0
            local.get 0 i32.const 4096 i32.add local.tee 0 i32.const 1048576 i32.lt_u br_if 0 end
            """;

    @AutoClose private final TestingSandbox sandbox = new TestingSandbox();

    @ParameterizedTest
    @ValueSource(strings = {FILL, COPY, FILL_TABLE, COPY_TABLE})
    void itEndsAtTheDeadline(String instruction) {
        var policy = TestingContexts.allowing(TestingContexts.ACME, TestingLimits.ROOMY);
        var expired = TestingContexts.request("").withExpiry(Instant.EPOCH);

        var ended =
                sandbox.run(
                        straight(instruction).bytes(), TestingContexts.context(policy, expired));

        assertThat(ended.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {FILL, COPY, FILL_TABLE, COPY_TABLE})
    void itEndsWhenItsFuelIsUsedUp(String instruction) {
        var context = TestingContexts.context(TestingLimits.fuel(10_000));

        var ended = sandbox.run(straight(instruction).bytes(), context);

        assertThat(ended.code()).isEqualTo(ErrorCode.FUEL_EXHAUSTED);
    }

    @ParameterizedTest
    @CsvSource({"16, true", "15, false"})
    void whatAGuestWritesToIsLimited(int maxDirtyPages, boolean isEnough) {
        var module =
                WasmBytes.module()
                        .function(">", 1, WRITE_EVERYWHERE)
                        .memory(16, 16)
                        .export("_start", 0);
        var context = TestingContexts.context(TestingLimits.dirtyPages(maxDirtyPages));

        var ended = sandbox.run(module.bytes(), context);

        assertThat(ended.outcome())
                .isEqualTo(
                        isEnough
                                ? sandbox.run(WasmBytes.program("")).outcome()
                                : new Outcome.Errored(
                                        ErrorCode.MEMORY_LIMIT,
                                        "the guest writes to more than 15 pages of its memory"
                                                + " (limit max-dirty-pages)"));
    }

    @Test
    void whatAGuestOnlyHasAndReadsIsNot() {
        var module =
                WasmBytes.module()
                        .function(">", 1, "i32.const 16 memory.grow 0 drop " + clearing())
                        .memory(0, 16)
                        .export("_start", 0);

        var ended =
                sandbox.run(module.bytes(), TestingContexts.context(TestingLimits.dirtyPages(1)));

        assertThat(ended.outcome()).isInstanceOf(Outcome.Succeeded.class);
    }

    private static String clearing() {
        return "i32.const 0 i32.const 0 i32.const 1048576 memory.fill 0 "
                + "i32.const 1048572 i32.load 2 0 drop";
    }

    /** Function 0 does it a hundred times, one after the other. */
    private static WasmBytes straight(String instruction) {
        return WasmBytes.module()
                .function(">", instruction.repeat(100))
                .table(65_536)
                .memory(16, 16)
                .export("_start", 0);
    }
}
