package dev.pointsman.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.HostCallReport;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.worker.context.JobContext;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.host.Guest;
import dev.pointsman.worker.host.HostCall;
import dev.pointsman.worker.host.HostFunction;
import dev.pointsman.worker.host.HostFunction.ValueType;
import dev.pointsman.worker.tenant.Audit;
import dev.pointsman.worker.tenant.Grants;
import dev.pointsman.worker.tenant.HttpGrant;
import dev.pointsman.worker.tenant.NamePattern;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * How somebody who embeds a worker adds a capability: one class, here {@link Stock}; one
 * registration, {@code Main.start(config, Main.hostFunctions().with(List.of(stock.function())),
 * listeners)}; and a line in the contract, as those of {@code host-functions.yaml}. Grants,
 * refusal, audit and limits come with it.
 */
class OwnCapabilityTest {
    /** {@code stock_of(article, article_len) -> pieces}: how much of an article a tenant has. */
    record Stock(Map<String, Integer> pieces) implements HostCall {
        private static final int MAX_ARTICLE_BYTES = 64;

        HostFunction function() {
            return new HostFunction(
                    "example/v1",
                    "stock_of",
                    List.of(ValueType.I32, ValueType.I32),
                    Optional.of(ValueType.I32),
                    Optional.of("stock/v1/get"),
                    this);
        }

        @Override
        public long answer(Guest guest, long... arguments) {
            var article =
                    guest.memory()
                            .readText((int) arguments[0], (int) arguments[1], MAX_ARTICLE_BYTES);
            guest.effects().audit().about(article);
            var found = pieces.get(guest.context().tenant() + "/" + article);
            if (found == null) {
                throw new JobStopped(
                        ErrorCode.HOST_CALL_INVALID, "stock_of: an article nobody has");
            }
            return found;
        }
    }

    private static final Stock STOCK = new Stock(Map.of("acme/chairs", 7, "globex/chairs", 9));

    /** Ends with the number of chairs as its exit code. */
    private static final WasmBytes COUNTING =
            WasmBytes.module()
                    .importing("example/v1", "stock_of", "ii>i")
                    .importing("wasi_snapshot_preview1", "proc_exit", "i>")
                    .function(">", "i32.const 0 i32.const 6 call 0 call 1")
                    .memory(1, 1)
                    .data(0, "chairs".getBytes(StandardCharsets.UTF_8))
                    .export("_start", 2);

    @Test
    void itAnswersByTheContextOfTheJob() {
        assertThat(outcome(context("stock/v1/*")))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class, failed -> assertThat(failed.exitCode()).isEqualTo(7));
    }

    @Test
    void whoIsNotGrantedItIsRefused() {
        assertThat(outcome(context("log/v1/*")))
                .isInstanceOfSatisfying(
                        Outcome.Errored.class,
                        error -> assertThat(error.code()).isEqualTo(ErrorCode.CAPABILITY_DENIED));
    }

    @Test
    void itIsAuditedAsThePolicySays() {
        var audited =
                new Grants(
                        List.of(NamePattern.of("stock/v1/*")),
                        List.of(),
                        HttpGrant.NOWHERE,
                        Map.of(),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        Audit.ALL);
        var policy = context("stock/v1/*").policy().granting(audited);

        var ended = run(TestingContexts.context(policy, TestingContexts.request("")));

        assertThat(ended.effects().audit().calls())
                .extracting(
                        HostCallReport::capability,
                        HostCallReport::target,
                        HostCallReport::outcome,
                        HostCallReport::answer)
                .containsExactly(tuple("stock/v1/get", "chairs", "allowed", 7L));
    }

    @Test
    void badMemoryEndsTheJobWithADefinedErrorAsEverywhere() {
        var beyond =
                WasmBytes.module()
                        .importing("example/v1", "stock_of", "ii>i")
                        .function(">", "i32.const 65530 i32.const 64 call 0 drop")
                        .memory(1, 1)
                        .export("_start", 1);
        try (var sandbox = new TestingSandbox(1, List.of(STOCK.function()))) {
            var ended = sandbox.run(beyond.bytes(), context("stock/v1/*"));

            assertThat(ended.code()).isEqualTo(ErrorCode.HOST_CALL_INVALID);
        }
    }

    private static Outcome outcome(JobContext context) {
        return run(context).outcome();
    }

    private static TestingSandbox.Ended run(JobContext context) {
        try (var sandbox = new TestingSandbox(1, List.of(STOCK.function()))) {
            return sandbox.run(COUNTING.bytes(), context);
        }
    }

    private static JobContext context(String capability) {
        var policy =
                TestingContexts.policy(TestingContexts.ACME, "v1", TestingLimits.ROOMY, capability);
        return TestingContexts.context(policy, TestingContexts.request(""));
    }
}
