package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import org.junit.jupiter.api.Test;

/**
 * Whatever a job leaves in memory, globals and tables is not there for the next one; and what it
 * drops, is.
 */
class LeftoversTest {
    private static final int ALTERNATIONS = 10_000;

    /** Traps if anything is not as the module has it. */
    private static final String SEARCH =
            """
            loop #40
              local.get 0 i64.load 3 0 i64.const 0 i64.ne if #40 unreachable end
              local.get 0 i32.const 8 i32.add local.tee 0 i32.const 131072 i32.lt_u br_if 0
            end
            memory.size 0 i32.const 2 i32.ne if #40 unreachable end
            table.size 0 i32.const 4 i32.ne if #40 unreachable end
            i32.const 2 table.get 0 ref.is_null i32.eqz if #40 unreachable end
            i32.const 3 table.get 0 ref.is_null if #40 unreachable end
            global.get 0 if #40 unreachable end
            i32.const 0 i32.const 0 i32.const 2 memory.init 0 0
            i32.const 0 i32.const 0 i32.const 1 table.init 1 0
            """;

    /** Has leaves of its own, as jobs before it had, but for their first bytes as they were. */
    private static final String OWN =
            """
            loop #40
              local.get 0 i32.const 0 i32.store8 0 0
              local.get 0 i32.const 4096 i32.add local.tee 0 i32.const 131072 i32.lt_u br_if 0
            end
            i32.const 0 local.set 0
            """;

    private static final String LEAVE =
            """
            i32.const 2 ref.func 0 table.set 0
            i32.const 3 ref.null #70 table.set 0
            ref.func 0 i32.const 40 table.grow 0 drop
            i32.const 0 ref.func 0 i32.const 44 table.fill 0
            i32.const 2 memory.grow 0 drop
            i32.const 0 i32.const 165 i32.const 262144 memory.fill 0
            i32.const 165 global.set 0
            data.drop 0
            elem.drop 1
            """;

    @Test
    void noJobFindsWhatAnotherLeft() {
        try (var sandbox = new TestingSandbox()) {
            var module = sandbox.admitted(guest(OWN + SEARCH + LEAVE));

            for (var i = 0; i < ALTERNATIONS; i++) {
                var tenant = i % 3 == 0 ? TestingContexts.ACME : TestingContexts.GLOBEX;
                var ended =
                        sandbox.run(
                                module,
                                TestingContexts.context(
                                        TestingContexts.allowing(tenant, TestingLimits.ROOMY),
                                        TestingContexts.request(
                                                tenant, "job-" + i, Payload.EMPTY)));

                assertThat(ended.outcome()).isInstanceOf(Outcome.Succeeded.class);
            }
        }
    }

    @Test
    void whatIsLeftWouldBeFound() {
        try (var sandbox = new TestingSandbox()) {
            var ended = sandbox.run(guest(LEAVE + SEARCH), TestingContexts.context());

            assertThat(ended.code()).isEqualTo(ErrorCode.GUEST_TRAP);
        }
    }

    /** A slot and a byte have their places, so that table and memory begin as images of them. */
    private static Payload guest(String code) {
        return WasmBytes.module()
                .function(">", 1, code)
                .table(4)
                .memory(2, 4)
                .entry(6, "7f 01 41 00 0b")
                .entry(9, "03 00 01 00")
                .entry(9, "01 00 01 00")
                .entry(9, "00 4103 0b 01 00")
                .entry(11, "01 02 6869")
                .entry(11, "00 41800c 0b 01 00")
                .entry(12, "")
                .entry(12, "")
                .export("_start", 0)
                .bytes();
    }
}
