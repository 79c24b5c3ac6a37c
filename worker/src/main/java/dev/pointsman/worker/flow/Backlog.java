package dev.pointsman.worker.flow;

import java.util.List;
import java.util.OptionalLong;

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

    /**
     * The job waits for something else, and is no work until that is here. None of a claim that is
     * retired will be run, and one that is withdrawn meanwhile has nothing to wait for.
     */
    void putOff(Ticket<J> ticket, Need need, OptionalLong endNanos) {
        jobs.takeBack(ticket);
        if (ticket.claim().isRetired()) {
            return;
        }
        if (ticket.isWithdrawn()) {
            jobs.goOn(ticket);
            return;
        }
        size--;
        ticket.claim().putOff();
        jobs.errands().add(ticket, need, endNanos);
    }

    /** These do so no longer. */
    void goOn(List<Ticket<J>> tickets) {
        for (var ticket : tickets) {
            count(ticket.claim());
            jobs.goOn(ticket);
        }
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
