package dev.pointsman.worker.flow;

/**
 * How much there is to do: jobs that are taken, wait for nothing but those before them, and have
 * not ended. Owned by its flow.
 */
final class Backlog<J> {
    private final OpenJobs<J> jobs;

    /** Of claims that are not retired. */
    private int size;

    Backlog(OpenJobs<J> jobs) {
        this.jobs = jobs;
    }

    /** The job waits for nothing but those before it. */
    void enter(Ticket<J> ticket) {
        count(ticket.claim());
        jobs.add(ticket);
    }

    /** Something of the claim is taken that is no job. */
    void count(Claim claim) {
        claim.awake();
        size++;
    }

    /** Something of an open claim has ended. */
    void ended(Claim claim, long offset) {
        size -= claim.isRetired() ? 0 : 1;
        claim.ended(offset);
    }

    /** Nothing of the claim that has not begun is done any more. */
    void retire(Claim claim) {
        size -= claim.backlog();
        claim.retire();
        jobs.drop(claim);
    }

    /** Whether it lasts for longer than a poll. */
    boolean isEnough(FlowLimits limits) {
        return size >= limits.enough() && jobs.isAnyReady();
    }
}
