package dev.pointsman.worker.flow;

import java.util.List;
import java.util.Map;

/**
 * What goes into one transaction.
 *
 * @param jobs in the order they ended, so each lane's in order
 * @param progress how far the claims of these jobs have got with them
 */
public record Batch<J, R>(List<EndedJob<J, R>> jobs, Map<Claim, Progress> progress) {
    public Batch {
        jobs = List.copyOf(jobs);
        progress = Map.copyOf(progress);
    }

    long bytes() {
        return jobs.stream().mapToLong(EndedJob::bytes).sum();
    }
}
