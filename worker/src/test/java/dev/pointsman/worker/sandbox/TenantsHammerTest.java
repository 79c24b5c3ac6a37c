package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.context.CurrentContext;
import dev.pointsman.worker.host.HostFunction;
import dev.pointsman.worker.host.HostFunction.ValueType;
import dev.pointsman.worker.testing.Guests;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One compiled module, many tenants, many threads: every guest is told of its own tenant only. */
class TenantsHammerTest {
    private static final int THREADS = 8;
    private static final int JOBS = 4_000;
    private static final int TENANTS = 50;

    @Test
    void noGuestIsEverTakenForAnotherTenants() {
        try (var sandbox = new TestingSandbox(THREADS, List.of())) {
            var whoami = sandbox.admitted(Guests.testing("whoami"));

            var running =
                    IntStream.range(0, JOBS)
                            .mapToObj(i ->
                                    sandbox.start(
                                            whoami,
                                            TestingContexts.context(
                                                    TestingContexts.allowing(
                                                            tenant(i), TestingLimits.ROOMY),
                                                    TestingContexts.request(
                                                            tenant(i), "job-" + i, Payload.EMPTY))))
                            .toList();

            for (var i = 0; i < JOBS; i++) {
                var outcome = TestingSandbox.await(running.get(i)).outcome();
                assertThat(outcome)
                        .isEqualTo(new Outcome.Succeeded(Payload.ofUtf8(tenant(i) + "\n")));
            }
        }
    }

    @Test
    void codeWithoutAnInstanceSeesTheContextOfTheInstance() {
        var agrees =
                new HostFunction(
                        "test",
                        "agrees",
                        List.of(),
                        Optional.of(ValueType.I32),
                        Optional.empty(),
                        (guest, _) ->
                                CurrentContext.get().equals(Optional.of(guest.context())) ? 0 : 1);
        var module =
                WasmBytes.module()
                        .importing("test", "agrees", ">i")
                        .importing("wasi_snapshot_preview1", "proc_exit", "i>")
                        .function(">", "call 0 call 1")
                        .export("_start", 2);

        try (var sandbox = new TestingSandbox(1, List.of(agrees))) {
            var ended = sandbox.run(module);

            assertThat(ended.outcome()).isInstanceOf(Outcome.Succeeded.class);
        }
        assertThat(CurrentContext.get()).isEmpty();
    }

    private static TenantId tenant(int job) {
        return new TenantId("tenant-" + job % TENANTS);
    }
}
