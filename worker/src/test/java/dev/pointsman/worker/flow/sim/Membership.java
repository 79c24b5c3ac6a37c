package dev.pointsman.worker.flow.sim;

import java.util.Set;

/** What a group tells a member: its epoch, and which partitions are its own. */
record Membership(int epoch, Set<Integer> partitions) {
    Membership {
        partitions = Set.copyOf(partitions);
    }
}
