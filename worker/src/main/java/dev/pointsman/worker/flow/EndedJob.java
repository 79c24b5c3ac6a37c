package dev.pointsman.worker.flow;

import java.util.Optional;

/**
 * A job that has ended, and is not committed.
 *
 * @param bytes what its result holds of memory
 */
public record EndedJob<J, R>(Ticket<J> ticket, R result, long bytes) implements Ended<J, R> {
    @Override
    public Claim claim() {
        return ticket.claim();
    }

    @Override
    public Optional<Ticket<J>> finishes() {
        return Optional.of(ticket);
    }
}
