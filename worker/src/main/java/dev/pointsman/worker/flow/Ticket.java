package dev.pointsman.worker.flow;

import java.util.Optional;

/**
 * A job that was taken. Under its claim, two of the same offset are the same. Immutable, so safe on
 * every thread.
 */
public final class Ticket<J> {
    private final Claim claim;
    private final long offset;
    private final long place;

    /** Made once, for it is asked for at each turn of the job. */
    private final Optional<LanePlace> lanePlace;

    private final long bytes;
    private final J job;

    /**
     * A job, or a cancel.
     *
     * @param offset where its record stands
     * @param place where it was published: the same, but for one that is tried again
     * @param lane none if it need not wait for others
     * @param bytes what it holds of memory
     */
    public Ticket(Claim claim, long offset, long place, Optional<Lane> lane, long bytes, J job) {
        this.claim = claim;
        this.offset = offset;
        this.place = place;
        this.lanePlace = lane.map(it -> new LanePlace(claim.home(), it));
        this.bytes = bytes;
        this.job = job;
    }

    /** One that stands where it was published. */
    public Ticket(Claim claim, long offset, Optional<Lane> lane, long bytes, J job) {
        this(claim, offset, offset, lane, bytes, job);
    }

    public Claim claim() {
        return claim;
    }

    /** Where its record stands. */
    public long offset() {
        return offset;
    }

    /** Where it was published. */
    public long place() {
        return place;
    }

    /** None if it need not wait for others. */
    public Optional<Lane> lane() {
        return lanePlace.map(LanePlace::lane);
    }

    /** The same, of its partition. */
    Optional<LanePlace> lanePlace() {
        return lanePlace;
    }

    /** What it holds of memory. */
    public long bytes() {
        return bytes;
    }

    public J job() {
        return job;
    }

    /** Whether a cancel has found it before it ended. Safe on every thread. */
    public boolean isWithdrawn() {
        return claim.isWithdrawn(offset);
    }

    /** Retries have offsets of their own. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Ticket<?> that && claim == that.claim && offset == that.offset;
    }

    @Override
    public int hashCode() {
        return 31 * claim.hashCode() + Long.hashCode(offset);
    }
}
