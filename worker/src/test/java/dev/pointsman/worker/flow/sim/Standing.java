package dev.pointsman.worker.flow.sim;

import java.util.Set;

/** Where a poll thread stands with its group. */
sealed interface Standing {
    record Outside() implements Standing {}

    record Inside() implements Standing {}

    /**
     * In the callback that gives up partitions.
     *
     * @param patience for how many steps it still waits for what has ended to be committed
     */
    record Revoking(Set<Integer> partitions, int patience) implements Standing {
        public Revoking {
            partitions = Set.copyOf(partitions);
        }

        Revoking goOn() {
            return new Revoking(partitions, Math.max(0, patience - 1));
        }
    }

    /** Takes no more, and waits for the rest to be committed. */
    record Leaving() implements Standing {}

    record Gone() implements Standing {}
}
