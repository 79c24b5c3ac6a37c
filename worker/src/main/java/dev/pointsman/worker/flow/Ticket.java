package dev.pointsman.worker.flow;

import java.util.Optional;

/**
 * A job that was taken. Under its claim, two of the same offset are the same.
 *
 * @param offset where its record stands
 * @param place where it was published: the same, but for one that is tried again
 * @param lane none if it need not wait for others
 * @param bytes what it holds of memory
 */
public record Ticket<J>(
        Claim claim, long offset, long place, Optional<Lane> lane, long bytes, J job) {
    /** A job, or a cancel, where it was published. */
    public Ticket(Claim claim, long offset, Optional<Lane> lane, long bytes, J job) {
        this(claim, offset, offset, lane, bytes, job);
    }

    /** Retries have offsets of their own. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Ticket<?> that && claim == that.claim && offset == that.offset;
    }

    @Override
    public int hashCode() {
        return 31 * claim.hashCode() + Long.hashCode(offset);
    }

    /** Whether a cancel has found it before it ended. Safe on every thread. */
    public boolean isWithdrawn() {
        return claim.isWithdrawn(offset);
    }
}
