package dev.pointsman.worker.state;

import dev.pointsman.contracts.SeenJob;
import dev.pointsman.contracts.SeenKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A job that is to be run once however often it is published: whether it is the first, and what is
 * to be remembered of it. Handed from thread to thread with its job; told apart by identity.
 */
public final class OnceJob {
    private final ClaimSeen claim;
    private final Coming coming;
    private final Instant at;
    private Optional<Long> first = Optional.empty();
    private Optional<List<SeenKey>> spent = Optional.empty();

    OnceJob(ClaimSeen claim, SeenKey key, SeenJob job, Instant at) {
        this.claim = claim;
        this.coming = new Coming(key, job);
        this.at = at;
    }

    /** The job is taken; those of a claim are in the order of their offsets. */
    public void taken() {
        first = claim.take(coming, at);
    }

    /** The offset of the first one, if this is a duplicate. */
    public Optional<Long> first() {
        return first;
    }

    /**
     * Under which it is remembered, and beside its value; nothing is of a duplicate, nor of one
     * behind which another of its name was taken that has been written by now. To be asked as
     * {@link #spent}.
     */
    public Optional<SeenKey> key() {
        return first.isEmpty() && claim.isToBeWritten(coming)
                ? Optional.of(coming.key())
                : Optional.empty();
    }

    public SeenJob job() {
        return coming.job();
    }

    /**
     * Keys that are to go from the topic with it, the same each time; to be asked by the thread of
     * the transactions, in the order in which it writes jobs: else one could go that is written
     * anew.
     */
    public List<SeenKey> spent() {
        if (spent.isEmpty()) {
            spent =
                    Optional.of(
                            first.isPresent() ? List.of() : claim.takeSpent(coming.key().tenant()));
        }
        return spent.get();
    }

    /** Its transaction is committed. */
    public void commit() {
        if (first.isEmpty()) {
            claim.commit(coming, at, spent.orElse(List.of()));
        }
    }
}
