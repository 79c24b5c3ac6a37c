package dev.pointsman.worker.flow.sim;

import dev.pointsman.contracts.JobIdentity;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.SeenKey;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.state.ClaimCancels;
import dev.pointsman.worker.state.ClaimSeen;
import dev.pointsman.worker.state.ClaimState;
import dev.pointsman.worker.state.KnownCancel;
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

/** Which jobs of one claim are done, and which cancelled, by the worker's own rules. */
final class Names {
    private static final int MANY = 1_000;
    private static final Duration LONG = Duration.ofDays(1);

    private final Map<Long, OnceJob> taken = new HashMap<>();
    private final Map<Long, KnownCancel> lookedInto = new HashMap<>();
    private final ClaimSeen seen;
    private final ClaimCancels cancels;

    /**
     * @param remembered the jobs that are
     * @param marked the cancels that are
     */
    Names(List<PublishedJob> remembered, List<PublishedJob> marked) {
        var budget = new StateBudget(0, new SeenRoom(MANY), new SeenRoom(MANY));
        var committed = new PartitionState(budget);
        var state = new ClaimState(committed, budget);
        this.seen = state.seen();
        this.cancels = state.cancels();
        for (var job : remembered) {
            committed.load(SeenKey.of(identity(job)), Optional.of(once(job).job()));
        }
        for (var cancel : marked) {
            var known = known(cancel);
            committed.load(known.key().orElseThrow(), Optional.of(known.mark()));
        }
    }

    private KnownCancel known(PublishedJob cancel) {
        var place = cancel.id().offset();
        return cancels.cancel(identity(cancel), key(cancel), place, true, Instant.EPOCH);
    }

    /** Tenants are told apart by it too. */
    private static Optional<Payload> key(PublishedJob job) {
        return job.lane().map(lane -> Payload.ofUtf8(lane.tenant() + "/" + lane.key().asText()));
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

    /** The cancel has been looked into. */
    void lookedInto(PublishedJob cancel) {
        var known = known(cancel);
        known.lookedInto();
        lookedInto.put(cancel.id().offset(), known);
    }

    /** Whether a cancel is known of the job, which comes back. */
    boolean isCancelled(PublishedJob job) {
        return cancels.isAnyFor(identity(job), key(job), job.id().offset());
    }

    /** Whether it is remembered for whoever comes next; asked in the order of writing. */
    boolean isToBeWritten(PublishedJob cancel) {
        return Optional.ofNullable(lookedInto.get(cancel.id().offset()))
                .flatMap(KnownCancel::key)
                .isPresent();
    }

    /** The cancel's transaction is committed. */
    void ended(PublishedJob cancel) {
        Optional.ofNullable(lookedInto.remove(cancel.id().offset())).ifPresent(KnownCancel::commit);
    }

    /** The job's transaction is committed. */
    void committed(PublishedJob job) {
        Optional.ofNullable(taken.remove(job.id().offset())).ifPresent(OnceJob::commit);
    }
}
