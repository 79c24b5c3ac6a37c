package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.context.CurrentContext;
import dev.pointsman.worker.context.JobContext;
import dev.pointsman.worker.host.Guest;
import dev.pointsman.worker.host.HostFunction;
import dev.pointsman.worker.host.HostFunction.ValueType;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A million calls of one module's instances, or more, for fifty tenants on eight threads: each call
 * says whose job its guest believes to be in, and is held against the context, the ScopedValue and
 * the effects it finds. {@code -Dinterleaving.jobs} is how many jobs make a thousand calls each.
 */
class InterleavingTest {
    private static final int THREADS = 8;
    private static final int TENANTS = 50;
    private static final int JOBS = Integer.getInteger("interleaving.jobs", 1_000);
    private static final int CALLS_A_JOB = 1_000;
    private static final int INPUT = 64;

    /** Reads its tenant's number from its input, and tells it to the host a thousand times. */
    private static final WasmBytes WITNESS =
            WasmBytes.module()
                    .importing("wasi_snapshot_preview1", "fd_read", "iiii>i")
                    .importing("test", "witness", "i>i")
                    .function(
                            ">",
                            1,
                            "i32.const 0 i32.const "
                                    + INPUT
                                    + " i32.store 2 0 i32.const 4 i32.const 4 i32.store 2 0"
                                    + " i32.const 0 i32.const 0 i32.const 1 i32.const 16 call 0 drop"
                                    + " loop #40"
                                    + " i32.const "
                                    + INPUT
                                    + " i32.load 2 0 call 1 drop"
                                    + " local.get 0 i32.const 1 i32.add local.tee 0"
                                    + " i32.const "
                                    + CALLS_A_JOB
                                    + " i32.lt_u br_if 0 end")
                    .memory(1, 1)
                    .export("_start", 2);

    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong mismatches = new AtomicLong();

    @Test
    void theCallsOfFiftyTenantsFindTheirOwnContext() {
        var function =
                new HostFunction(
                        "test",
                        "witness",
                        List.of(ValueType.I32),
                        Optional.of(ValueType.I32),
                        Optional.of("test/v1/witness"),
                        this::witness);
        try (var sandbox = new TestingSandbox(THREADS, List.of(function))) {
            var module = sandbox.admitted(WITNESS.bytes());
            var running =
                    IntStream.range(0, JOBS)
                            .mapToObj(job -> sandbox.start(module, context(job)))
                            .toList();

            for (var job = 0; job < JOBS; job++) {
                var ended = TestingSandbox.await(running.get(job));
                assertThat(ended.outcome()).isInstanceOf(Outcome.Succeeded.class);
                assertThat(ended.effects().counters().all())
                        .isEqualTo(Map.of(tenant(job % TENANTS).value(), (long) CALLS_A_JOB));
            }
        }

        assertThat(calls).hasValue((long) JOBS * CALLS_A_JOB);
        assertThat(mismatches).hasValue(0);
    }

    private long witness(Guest guest, long... arguments) {
        calls.incrementAndGet();
        var context = guest.context();
        var agrees =
                context.tenant().equals(tenant((int) arguments[0]))
                        && context.policy().tenant().equals(context.tenant())
                        && CurrentContext.get().equals(Optional.of(context));
        if (!agrees) {
            mismatches.incrementAndGet();
        }
        guest.effects().counters().add(context.tenant().value(), 1);
        return 0;
    }

    private static JobContext context(int job) {
        var tenant = tenant(job % TENANTS);
        var input = Payload.takingOver(new byte[] {(byte) (job % TENANTS), 0, 0, 0});
        return TestingContexts.context(
                TestingContexts.allowing(tenant, TestingLimits.ROOMY),
                TestingContexts.request(tenant, "job-" + job, input));
    }

    private static TenantId tenant(int number) {
        return new TenantId("tenant-" + number);
    }
}
