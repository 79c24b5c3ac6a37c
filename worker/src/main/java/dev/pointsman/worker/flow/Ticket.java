package dev.pointsman.worker.flow;

import java.util.Optional;

/**
 * A job that was taken.
 *
 * @param lane none if it need not wait for others
 * @param bytes what it holds of memory
 */
public record Ticket<J>(Claim claim, long offset, Optional<Lane> lane, long bytes, J job) {
    /** Whether a cancel has found it before it ended. Safe on every thread. */
    public boolean isWithdrawn() {
        return claim.isWithdrawn(offset);
    }
}
