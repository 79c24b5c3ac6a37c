package dev.pointsman.worker.observe;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Execution;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Links;
import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.contracts.Usage;
import dev.pointsman.worker.context.Attempt;
import dev.pointsman.worker.context.Origin;
import dev.pointsman.worker.effects.Account;
import dev.pointsman.worker.effects.LogLine;
import dev.pointsman.worker.effects.Publication;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.job.Retrying;
import dev.pointsman.worker.state.PendingWrites;
import dev.pointsman.worker.tenant.RetryPolicy;
import dev.pointsman.worker.testing.TestingContexts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jobs that have ended, each of which has published something private. */
public final class TestingEnds {
    private TestingEnds() {}

    static FinishedJob job(
            Outcome outcome, Optional<TenantId> tenant, List<LogLine> lines, int dropped) {
        var result =
                new JobResult(
                        new JobId("job-1"),
                        tenant,
                        tenant.map(_ -> ModuleRef.named("echo")),
                        outcome,
                        Execution.NONE,
                        "urn:pointsman:workers",
                        TestingContexts.NOON,
                        Links.NONE);
        var publication =
                new Publication(
                        "events",
                        Optional.of(Payload.ofUtf8("a private key")),
                        "type",
                        "text/plain",
                        Payload.ofUtf8("a private value"));
        return new FinishedJob(
                TestingContexts.ORIGIN,
                result,
                List.of(publication),
                PendingWrites.NONE,
                lines,
                dropped);
    }

    /** A job that ran under a policy, and used a hundred units of fuel. */
    public static FinishedJob run(String tenant, String module, Outcome outcome) {
        var execution =
                Execution.NONE
                        .of(Optional.of(ModuleDigest.of(Payload.EMPTY)), "v1")
                        .lasting(
                                Duration.ofMillis(7),
                                new Usage(100, Duration.ofMillis(2), 17, 10, 20, 4));
        return ended(tenant, module, outcome, execution);
    }

    /** A job that failed, and will be tried again. */
    public static FinishedJob triedAgain(String tenant, String module) {
        var job = run(tenant, module, new Outcome.Failed(75, "later"));
        var id = job.result().id();
        var first = Attempt.FIRST;
        var retrying =
                new Retrying(RetryPolicy.USUAL, new TenantId(tenant), id, first, Optional.empty());
        return new FinishedJob(
                job.origin(),
                job.result(),
                List.of(),
                PendingWrites.NONE,
                List.of(),
                0,
                Account.NONE,
                Optional.of(retrying));
    }

    /** A job that succeeded, and has counted this. */
    public static FinishedJob counting(String tenant, Map<String, Long> counts) {
        var job = run(tenant, "echo", new Outcome.Succeeded(Payload.EMPTY));
        return new FinishedJob(
                job.origin(),
                job.result(),
                List.of(),
                PendingWrites.NONE,
                List.of(),
                0,
                new Account(false, List.of(), 0, counts),
                Optional.empty());
    }

    /** One from this topic. */
    public static FinishedJob from(String topic, Outcome outcome) {
        var job = run("acme", "echo", outcome);
        var origin = new Origin(topic, 0, 0, TestingContexts.NOON.toEpochMilli());
        return FinishedJob.silent(origin, job.result());
    }

    /** A job of a tenant that nobody knows. */
    public static FinishedJob refused(String tenant, String module) {
        var unknown = new Outcome.Errored(ErrorCode.TENANT_UNKNOWN, "nobody knows " + tenant);
        return ended(tenant, module, unknown, Execution.NONE);
    }

    private static FinishedJob ended(
            String tenant, String module, Outcome outcome, Execution execution) {
        var result =
                new JobResult(
                        new JobId("job-1"),
                        Optional.of(new TenantId(tenant)),
                        Optional.of(ModuleRef.named(module)),
                        outcome,
                        execution,
                        "urn:pointsman:workers",
                        TestingContexts.NOON,
                        Links.NONE);
        return FinishedJob.silent(TestingContexts.ORIGIN, result);
    }
}
