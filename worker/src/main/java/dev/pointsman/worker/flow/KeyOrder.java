package dev.pointsman.worker.flow;

import java.util.List;

/**
 * What keeps the order of a key in which a job waits for another attempt: the lane is the job's
 * until it has come to its end, whoever owns the partition by then. So an owner begins with jobs
 * only when it has read which of them wait. Owned by its flow.
 *
 * @param <J> jobs
 */
public final class KeyOrder<J> {
    private final OpenJobs<J> jobs;
    private final Sleepers<J> sleepers;
    private final LaterRoom room;

    KeyOrder(OpenJobs<J> jobs, Sleepers<J> sleepers, LaterRoom room) {
        this.jobs = jobs;
        this.sleepers = sleepers;
        this.room = room;
    }

    /**
     * None of its lane begins before this job has come to its end, but those that are tried again.
     * To be said before it ends to be tried again.
     */
    public void keep(Ticket<J> ticket) {
        if (hasNoRoomFor(ticket)) {
            ticket.claim().leaveOutLane();
        } else {
            jobs.keepLane(ticket);
        }
    }

    /**
     * The same of one that was taken to be tried again. Where nobody awaits those, no policy asks
     * for their order by now: there it is kept as far as there is room.
     */
    public void waits(Ticket<J> ticket) {
        if (isAwaited(ticket.claim()) || !room.isFullOfLanes(ticket.claim())) {
            jobs.keepLane(ticket);
        }
    }

    /** It was taken to be tried again, and is written once more instead. */
    void isMoved(Ticket<J> ticket) {
        if (hasNoRoomFor(ticket)) {
            ticket.claim().leaveOutLane();
            jobs.letGo(ticket);
        }
    }

    /**
     * Whether its lane is left out, though it is to be tried again: no job has begun that could
     * overtake it, and none does before its record is read again.
     */
    private boolean hasNoRoomFor(Ticket<J> ticket) {
        return isAwaited(ticket.claim()) && room.isFullOfLanes(ticket.claim());
    }

    /** It has come to its end though it was to be tried again. */
    public void letGo(Ticket<J> ticket) {
        jobs.letGo(ticket);
    }

    /** No job of the partition is taken before those are read that wait for another attempt. */
    public void await(Claim partition) {
        partition.await(true);
    }

    /**
     * They are, up to where they ended when the claim was made, or later.
     *
     * @return whether that will do; not if lanes of some have been left out for want of room
     */
    public boolean isRead(Claim beside) {
        if (beside.leavesOutLanes()) {
            return false;
        }
        beside.home().await(false);
        return true;
    }

    /**
     * Whether they are to be read up to where they end now: lanes have been left out, and all is
     * committed by now that tells of them. Says so once.
     */
    public boolean isToBeReadOn(Claim beside) {
        return beside.readsLeftOutLanes();
    }

    /** How many lanes are kept for jobs that are to be tried again. */
    public int lanes() {
        return jobs.keptLanes();
    }

    /** How many jobs stand in lanes, kept or not; what has ended stands in none. */
    int jobsInLanes() {
        return jobs.inLanes();
    }

    /** Whether they are still to be. */
    public boolean isAwaited(Claim claim) {
        return claim.home().isAwaiting();
    }

    /**
     * Whether nothing of the claim can get on but by a moment that is to come: lanes are kept, and
     * jobs wait until they are due.
     */
    public boolean isHeldUp(Claim claim) {
        return claim.keepsAny()
                && claim.withBeside()
                        .allMatch(it -> it.uncommitted() == 0 && jobs.oldest(it).isEmpty())
                && sleepers.of(claim.beside().map(List::of).orElseGet(List::of))
                        .findAny()
                        .isPresent();
    }
}
