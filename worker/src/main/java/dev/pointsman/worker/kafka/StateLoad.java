package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.state.PartitionState;
import java.util.Optional;

/** One reading of a partition's state, from when it is wanted to its end. Safe on every thread. */
final class StateLoad {
    private final Optional<TenantId> owner;
    private Optional<End> end = Optional.empty();
    private boolean isWanted = true;

    /**
     * @param owner whose jobs it is for, if for one tenant's only
     */
    StateLoad(Optional<TenantId> owner) {
        this.owner = owner;
    }

    /** Whether what this tenant keeps is wanted. */
    boolean isFor(TenantId tenant) {
        return owner.isEmpty() || owner.get().equals(tenant);
    }

    /** What came of it, if it has come to an end. */
    synchronized Optional<End> end() {
        return end;
    }

    synchronized boolean isUnderWay() {
        return isWanted && end.isEmpty();
    }

    synchronized void end(End latest) {
        end = Optional.of(latest);
        if (!isWanted) {
            latest.close();
        }
    }

    /** Nobody wants it any more. */
    synchronized void cancel() {
        isWanted = false;
        end.ifPresent(End::close);
    }

    /** What came of it. */
    sealed interface End {
        void close();

        /** All that was committed when it began. */
        record Loaded(PartitionState state) implements End {
            @Override
            public void close() {
                state.close();
            }
        }

        /**
         * It cannot be read, or not be held.
         *
         * @param reason for an operator, with what to do
         */
        record Refused(String reason) implements End {
            @Override
            public void close() {}
        }
    }
}
