package dev.pointsman.worker.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;

/**
 * Jobs and cancels that have ended and are not gathered, in the order they did. Owned by its flow.
 */
final class EndedJobs<J, R> {
    private final Deque<Ended<J, R>> jobs = new ArrayDeque<>();

    /** Of all results that are not committed, those of the batch under way among them. */
    private long bytes;

    void add(Ended<J, R> job) {
        jobs.add(job);
        bytes += job.bytes();
    }

    Ended<J, R> remove() {
        return jobs.remove();
    }

    /** The claim's are another's. */
    void drop(Claim claim) {
        jobs.removeIf(job -> drop(job, claim));
    }

    private boolean drop(Ended<J, R> job, Claim claim) {
        var isItsOwn = job.claim().equals(claim);
        bytes -= isItsOwn ? job.bytes() : 0;
        return isItsOwn;
    }

    /** A batch is no more. */
    void written(long fewerBytes) {
        bytes -= fewerBytes;
    }

    /** What of the claim's they finish. */
    Stream<Ticket<J>> of(Claim claim) {
        return jobs.stream()
                .filter(job -> job.claim().equals(claim))
                .flatMap(job -> job.finishes().stream());
    }

    int size() {
        return jobs.size();
    }

    boolean isEmpty() {
        return jobs.isEmpty();
    }

    /** Whether as few wait, and as small ones, that more may be begun. */
    boolean hasRoom(FlowLimits limits) {
        return jobs.size() < limits.maxBatch() && bytes < limits.maxBytes();
    }
}
