package dev.pointsman.worker.flow;

import java.util.HashSet;
import java.util.Set;

/** Of a flow's room what jobs may take up that are due later. Owned by its flow. */
final class LaterRoom {
    private final FlowLimits limits;
    private final Room room;
    private final Set<Claim> claims = new HashSet<>();

    LaterRoom(FlowLimits limits, Room room) {
        this.limits = limits;
        this.room = room;
    }

    void add(Claim claim) {
        claims.removeIf(other -> !other.isOpen());
        claims.add(claim);
    }

    /** Whether there is any for the next of the claim's jobs, as far as memory goes. */
    boolean takes(Claim claim) {
        return !claim.isRetired() && !hasItsBytes(claim) && !isHeldUpByLanes(claim);
    }

    /** Whether there is none for more of the claim's jobs. */
    boolean isFull(Claim claim) {
        return !takes(claim) || !claim.offsets().hasRoomForMore(limits.maxPoll());
    }

    /**
     * Half of their part is everybody's, and of the other half each has a share: they are hardly
     * ever spread evenly, and nobody's may keep all others' from being read. One job always fits.
     */
    private boolean hasItsBytes(Claim claim) {
        var half = Math.max(1, limits.maxBytes() / Later.PART_OF_BYTES / 2);
        return claim.bytes() >= Math.max(1, room.share(half))
                && claims.stream().filter(Claim::isOpen).mapToLong(Claim::bytes).sum() >= half;
    }

    /**
     * Each that is read may keep another lane, and several workers may have left theirs behind; so
     * no more are read before some of these have ended or been moved. One always is, which may be
     * the one by whose end it goes on. Jobs that have begun keep no lane for which there was no
     * room, for what they held as jobs is more.
     */
    private boolean isHeldUpByLanes(Claim claim) {
        return claim.home().isAwaiting() && claim.bytes() > 0 && isFullOfLanes(claim);
    }

    /** Whether no more lanes than there are should be kept beside this claim. */
    boolean isFullOfLanes(Claim claim) {
        return room.isFullOfLanes(claim.home());
    }
}
