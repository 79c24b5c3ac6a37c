package dev.pointsman.it.bench.child;

import dev.pointsman.contracts.Outcome;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.job.JobListener;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts committed jobs. One that did not succeed spoils the count, for refusing jobs is quicker
 * than running them. Safe on every thread.
 */
final class CommittedJobs implements JobListener {
    private final LongAdder count = new LongAdder();
    private final AtomicReference<Optional<Outcome>> fault =
            new AtomicReference<>(Optional.empty());

    @Override
    public void jobsEnded(List<FinishedJob> jobs) {
        jobs.forEach(this::count);
    }

    private void count(FinishedJob job) {
        if (job.result().outcome() instanceof Outcome.Succeeded) {
            count.increment();
        } else {
            fault.set(Optional.of(job.result().outcome()));
        }
    }

    long count() {
        fault.get()
                .ifPresent(outcome -> {
                    throw new IllegalStateException("a job did not succeed: " + outcome);
                });
        return count.sum();
    }
}
