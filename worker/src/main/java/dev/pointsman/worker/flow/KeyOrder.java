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

    KeyOrder(OpenJobs<J> jobs, Sleepers<J> sleepers) {
        this.jobs = jobs;
        this.sleepers = sleepers;
    }

    /**
     * None of its lane begins before this job has come to its end, but those that are tried again.
     * To be said before it ends to be tried again, and when it is taken to be.
     */
    public void keep(Ticket<J> ticket) {
        jobs.keepLane(ticket);
    }

    /** It has come to its end though it was to be tried again. */
    public void letGo(Ticket<J> ticket) {
        jobs.letGo(ticket);
    }

    /** No job of the partition is taken before those are read that wait for another attempt. */
    public void await(Claim partition) {
        partition.await(true);
    }

    /** They are, up to where they ended when the claim was made. */
    public void isRead(Claim beside) {
        beside.home().await(false);
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
