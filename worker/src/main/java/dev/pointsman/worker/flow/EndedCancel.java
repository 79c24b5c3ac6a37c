package dev.pointsman.worker.flow;

import java.util.Optional;

/** A cancel that has nobody to wait for. There is nothing to be written for it. */
record EndedCancel<J, R>(Ticket<J> ticket) implements Ended<J, R> {
    @Override
    public Claim claim() {
        return ticket.claim();
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public Optional<Ticket<J>> finishes() {
        return Optional.of(ticket);
    }
}
