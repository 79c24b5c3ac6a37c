package dev.pointsman.worker.observe;

import dev.pointsman.contracts.Execution;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Links;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.effects.LogLine;
import dev.pointsman.worker.effects.Publication;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.state.PendingWrites;
import dev.pointsman.worker.testing.TestingContexts;
import java.util.List;
import java.util.Optional;

/** Jobs that have ended, each of which has published something private. */
final class TestingEnds {
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
}
