package dev.pointsman.worker.flow;

import java.util.Optional;

/**
 * That it is to be told again how far a claim has got, though nothing of it may have ended. The
 * flow has nothing to be written for it.
 */
record Renewed<J, R>(Claim claim) implements Ended<J, R> {
    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public Optional<Ticket<J>> finishes() {
        return Optional.empty();
    }
}
