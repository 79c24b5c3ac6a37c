package dev.pointsman.worker.flow;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Jobs that have ended and are in no batch yet, and what results hold of memory until they are
 * committed, those of the batch under way among them. Owned by its flow.
 */
final class EndedJobs<J, R> {
    private final Deque<EndedJob<J, R>> jobs = new ArrayDeque<>();
    private long bytes;

    void add(EndedJob<J, R> job) {
        jobs.add(job);
        bytes += job.bytes();
    }

    EndedJob<J, R> remove() {
        return jobs.remove();
    }

    /** What the claim's hold is free. */
    void drop(Claim claim) {
        jobs.removeIf(job -> forget(job, claim));
    }

    private boolean forget(EndedJob<J, R> job, Claim claim) {
        var isItsOwn = job.ticket().claim().equals(claim);
        bytes -= isItsOwn ? job.bytes() : 0;
        return isItsOwn;
    }

    /** The batch that held so much has ended. */
    void free(long fewer) {
        bytes -= fewer;
    }

    boolean isEmpty() {
        return jobs.isEmpty();
    }

    int size() {
        return jobs.size();
    }

    /** Whether more may be begun, for there is room for what comes of it. */
    boolean haveRoom(FlowLimits limits) {
        return jobs.size() < limits.maxBatch() && bytes < limits.maxBytes();
    }
}
