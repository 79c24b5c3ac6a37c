package dev.pointsman.worker.state;

import dev.pointsman.contracts.Retry;
import dev.pointsman.contracts.SeenJob;
import dev.pointsman.contracts.SeenKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A cancel, and what is to be remembered of it: its job may be found later. On the topic it looks
 * like a job that is remembered under a name which is no job's, at an offset below zero; that is
 * what a worker of an older version can make nothing wrong of. Handed from thread to thread with
 * its record; told apart by identity.
 */
public final class KnownCancel {
    /** For as long as its job may wait, and as much again for workers that are away meanwhile. */
    private static final Duration KEPT = Retry.MAX_WITHIN.multipliedBy(2);

    private final ClaimCancels claim;
    private final Coming coming;
    private final boolean isKept;
    private final Instant now;
    private Optional<List<SeenKey>> spent = Optional.empty();

    KnownCancel(ClaimCancels claim, SeenKey key, long place, boolean isKept, Instant now) {
        this.claim = claim;
        this.coming = new Coming(key, new SeenJob(-1 - place, now.plus(KEPT)));
        this.isKept = isKept;
        this.now = now;
    }

    /** Whether what is remembered there is a cancel. */
    static boolean isOne(SeenJob remembered) {
        return remembered.offset() < 0;
    }

    /** Where the cancel stands in the partition of the jobs. */
    static long place(SeenJob mark) {
        return -1 - mark.offset();
    }

    /** From now on it is known, to those that come back. */
    public void lookedInto() {
        claim.lookedInto(coming);
    }

    /**
     * Under which it is written, in the transaction in which it ends; none if it is not kept, or a
     * later one of its name was written before. To be asked in the order of writing.
     */
    public Optional<SeenKey> key() {
        return isKept && claim.isToBeWritten(coming) ? Optional.of(coming.key()) : Optional.empty();
    }

    /** What is written. */
    public SeenJob mark() {
        return coming.job();
    }

    /** As {@link OnceJob#spent}. */
    public List<SeenKey> spent() {
        if (spent.isEmpty()) {
            spent = Optional.of(isKept ? claim.takeSpent(coming.key().tenant()) : List.of());
        }
        return spent.get();
    }

    /** Its transaction is committed. */
    public void commit() {
        if (isKept) {
            claim.commit(coming, now, spent.orElse(List.of()));
        } else {
            claim.pass(coming);
        }
    }
}
