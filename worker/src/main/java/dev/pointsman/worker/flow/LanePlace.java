package dev.pointsman.worker.flow;

/** A lane of a partition. Immutable, so safe on every thread. */
final class LanePlace implements Comparable<LanePlace> {
    private final Claim claim;
    private final Lane lane;

    /** Kept, for it is of all bytes of a key, and maps ask for it several times a job. */
    private final int hash;

    /**
     * The lane's.
     *
     * @param claim that of the partition of the jobs, also for those that are tried again
     */
    LanePlace(Claim claim, Lane lane) {
        this.claim = claim;
        this.lane = lane;
        this.hash = 31 * claim.hashCode() + lane.hashCode();
    }

    Claim claim() {
        return claim;
    }

    Lane lane() {
        return lane;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LanePlace that && claim == that.claim && lane.equals(that.lane);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** As the lanes are; of the same lane there are as many as there are claims at most. */
    @Override
    public int compareTo(LanePlace other) {
        return lane.compareTo(other.lane);
    }
}
