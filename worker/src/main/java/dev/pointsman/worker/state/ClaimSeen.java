package dev.pointsman.worker.state;

import dev.pointsman.contracts.JobIdentity;
import dev.pointsman.contracts.SeenJob;
import dev.pointsman.contracts.SeenKey;
import dev.pointsman.contracts.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which jobs of a claim are duplicates: of one that is committed, or of one before them that is
 * under way. When the claim is released, what was under way is of no more use. Safe on every
 * thread.
 */
public final class ClaimSeen {
    private final PartitionState committed;
    private final PendingSeen pending;

    ClaimSeen(PartitionState committed) {
        this.committed = committed;
        this.pending = new PendingSeen(committed.seen());
    }

    /**
     * A job whose tenant has duplicates looked for.
     *
     * @param at when it was published
     * @param window how long one after it is the same
     */
    public OnceJob job(JobIdentity job, long offset, Instant at, Duration window) {
        return new OnceJob(this, SeenKey.of(job), new SeenJob(offset, at.plus(window)), at);
    }

    /** Where the first of this name is, if this is not the first; else it is from now on. */
    Optional<Long> take(Coming coming, Instant at) {
        var job = coming.job();
        synchronized (committed) {
            var first =
                    pending.find(coming.key())
                            .filter(it -> it.offset() < job.offset() && !it.until().isBefore(at));
            if (first.isEmpty()) {
                pending.add(coming);
            }
            return first.map(SeenJob::offset);
        }
    }

    /** As {@link Coming#isToBeWritten}. */
    boolean isToBeWritten(Coming coming) {
        synchronized (committed) {
            return coming.isToBeWritten();
        }
    }

    /** Keys that are to go from the topic in the transaction of a job; asked in its order. */
    List<SeenKey> takeSpent(TenantId tenant) {
        synchronized (committed) {
            return pending.takeSpent(tenant);
        }
    }

    /** The transaction with this job and these keys in it is committed. */
    void commit(Coming coming, Instant at, List<SeenKey> gone) {
        synchronized (committed) {
            pending.commit(coming, at, gone);
        }
    }

    /**
     * The claim is released: what is not committed by now never will be. For whoever holds the
     * monitor of what is committed.
     */
    void close() {
        pending.close();
    }
}
