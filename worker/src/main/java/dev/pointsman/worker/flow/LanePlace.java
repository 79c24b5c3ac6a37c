package dev.pointsman.worker.flow;

/**
 * A lane of a partition.
 *
 * @param claim that of the partition of the jobs, also for those that are tried again
 */
record LanePlace(Claim claim, Lane lane) implements Comparable<LanePlace> {
    /** Written out, as those of {@link Lane}. */
    @Override
    public boolean equals(Object other) {
        return other instanceof LanePlace that && claim == that.claim && lane.equals(that.lane);
    }

    @Override
    public int hashCode() {
        return 31 * claim.hashCode() + lane.hashCode();
    }

    /** As the lanes are; of the same lane there are as many as there are claims at most. */
    @Override
    public int compareTo(LanePlace other) {
        return lane.compareTo(other.lane);
    }
}
