package dev.pointsman.worker.flow.sim;

import dev.pointsman.contracts.JobIdentity;
import dev.pointsman.contracts.SeenKey;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.state.ClaimSeen;
import dev.pointsman.worker.state.ClaimState;
import dev.pointsman.worker.state.OnceJob;
import dev.pointsman.worker.state.PartitionState;
import dev.pointsman.worker.state.SeenRoom;
import dev.pointsman.worker.state.StateBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which jobs of one claim are done, by the worker's own rules. */
final class Names {
    private static final int MANY = 1_000;
    private static final Duration LONG = Duration.ofDays(1);

    private final Map<Long, OnceJob> taken = new HashMap<>();
    private final ClaimSeen seen;

    Names(List<PublishedJob> remembered) {
        var budget = new StateBudget(0, new SeenRoom(MANY));
        var committed = new PartitionState(budget);
        this.seen = new ClaimState(committed, budget).seen();
        for (var job : remembered) {
            committed.load(SeenKey.of(identity(job)), Optional.of(once(job).job()));
        }
    }

    private static JobIdentity identity(PublishedJob job) {
        return new JobIdentity(
                new TenantId("acme"), "urn:sim", new dev.pointsman.contracts.JobId(job.name()));
    }

    private OnceJob once(PublishedJob job) {
        return seen.job(identity(job), job.id().offset(), Instant.EPOCH, LONG);
    }

    /** The job is taken. */
    void take(PublishedJob job) {
        var once = once(job);
        once.taken();
        taken.put(job.id().offset(), once);
    }

    /** The first of its name, if it is another. */
    Optional<JobId> first(PublishedJob job) {
        return Optional.ofNullable(taken.get(job.id().offset()))
                .flatMap(OnceJob::first)
                .map(offset -> new JobId(job.id().partition(), offset));
    }

    /** The job's transaction is committed. */
    void committed(PublishedJob job) {
        Optional.ofNullable(taken.remove(job.id().offset())).ifPresent(OnceJob::commit);
    }
}
