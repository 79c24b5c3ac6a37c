package dev.pointsman.worker.state;

import dev.pointsman.contracts.StateScope;
import java.util.List;
import java.util.Optional;

/** What one job wrote. Immutable, so safe on every thread; told apart by identity. */
final class PendingJob implements PendingWrites {
    private final ClaimState claim;
    private final StateScope scope;
    private final long look;
    private final long reserved;
    private final List<StateWrite> writes;

    PendingJob(
            ClaimState claim, StateScope scope, long look, long reserved, List<StateWrite> writes) {
        this.claim = claim;
        this.scope = scope;
        this.look = look;
        this.reserved = reserved;
        this.writes = List.copyOf(writes);
    }

    long look() {
        return look;
    }

    /** What was reserved for it. */
    long reserved() {
        return reserved;
    }

    StateScope its() {
        return scope;
    }

    @Override
    public Optional<StateScope> scope() {
        return Optional.of(scope);
    }

    @Override
    public List<StateWrite> writes() {
        return writes;
    }

    @Override
    public void commit() {
        claim.commit(this);
    }

    @Override
    public boolean withdraw() {
        return claim.withdraw(this);
    }
}
