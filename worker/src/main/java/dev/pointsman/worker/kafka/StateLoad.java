package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.SeenKey;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.state.PartitionState;
import java.util.Optional;

/** One reading of a partition's state, from when it is wanted to its end. Safe on every thread. */
final class StateLoad {
    private final Optional<TenantId> owner;
    private final SeenKey mark;
    private Optional<End> end = Optional.empty();
    private boolean isWanted = true;

    /**
     * @param owner whose jobs it is for, if for one tenant's only
     * @param mark under which it is remembered that the group has begun the partition of jobs
     */
    StateLoad(Optional<TenantId> owner, SeenKey mark) {
        this.owner = owner;
        this.mark = mark;
    }

    /** What tells the topic of the jobs from one that had its name before. */
    String topic() {
        return mark.digest();
    }

    /** Whether it says that the group has begun the partition of jobs. */
    boolean isMark(SeenKey key) {
        return key.equals(mark);
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

        /**
         * All that was committed when it began.
         *
         * @param isBegun whether the group has begun the partition of jobs
         */
        record Loaded(PartitionState state, boolean isBegun) implements End {
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
