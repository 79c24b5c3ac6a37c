package dev.pointsman.worker.flow.sim;

import dev.pointsman.worker.flow.EndedJob;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Jobs on their way into a transaction.
 *
 * @param refused those of them whose results the broker did not take
 */
record Work(List<EndedJob<PublishedJob, List<Line>>> jobs, Set<JobId> refused) {
    Work {
        jobs = List.copyOf(jobs);
        refused = Set.copyOf(refused);
    }

    Work(List<EndedJob<PublishedJob, List<Line>>> jobs) {
        this(jobs, Set.of());
    }

    Work and(List<EndedJob<PublishedJob, List<Line>>> more) {
        var all = new ArrayList<>(jobs);
        all.addAll(more);
        return new Work(all, refused);
    }

    Work refuse(JobId job) {
        var more = new HashSet<>(refused);
        more.add(job);
        return new Work(jobs, more);
    }

    int size() {
        return jobs.size();
    }

    boolean isRefused(int place) {
        return refused.contains(jobs.get(place).ticket().job().id());
    }

    /** What is to be written for a job: an error if what it had was refused. */
    List<Line> lines(int place) {
        var job = jobs.get(place);
        return isRefused(place) ? job.ticket().job().refusal() : job.result();
    }

    @Override
    public String toString() {
        return jobs.stream().map(job -> job.ticket().job().id()).toList().toString();
    }
}
