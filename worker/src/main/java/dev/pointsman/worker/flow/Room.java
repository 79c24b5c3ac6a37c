package dev.pointsman.worker.flow;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The claims of a flow, and how much of its room each may take up. Owned by its flow. */
final class Room {
    private final FlowLimits limits;
    private final Set<Claim> claims = new HashSet<>();

    Room(FlowLimits limits) {
        this.limits = limits;
    }

    void add(Claim claim) {
        claims.add(claim);
    }

    void remove(Claim claim) {
        claims.remove(claim);
    }

    List<Claim> claims() {
        return List.copyOf(claims);
    }

    /** Of what all claims have together; one that goes beside another has none of its own. */
    long share(long ofAll) {
        return ofAll / Math.max(1, claims.size());
    }

    /** Whether there is any for the next of the claim's jobs, as far as memory goes. */
    boolean takes(Claim claim) {
        return claim.isTaking() && claim.bytesWithKept() < share(limits.maxBytes());
    }

    /** Whether the lanes alone that are kept for jobs of the partition take up all it may have. */
    boolean isFullOfLanes(Claim partition) {
        return partition.keptBytes() >= share(limits.maxBytes());
    }

    /** Without this, one partition's backlog would keep the others from being polled at all. */
    private boolean hasItsPart(Claim claim) {
        return claim.backlog() >= share(limits.enough());
    }

    /** Whether there is none for more of the claim's jobs, or no need for them. */
    boolean isFull(Claim claim, boolean thereIsWorkEnough) {
        return !takes(claim)
                || (thereIsWorkEnough && hasItsPart(claim))
                || !claim.offsets().hasRoomForMore(limits.maxPoll());
    }
}
