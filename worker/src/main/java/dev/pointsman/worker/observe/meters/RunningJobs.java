package dev.pointsman.worker.observe.meters;

import dev.pointsman.contracts.JobRequest;
import dev.pointsman.worker.context.Origin;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which jobs run at this moment, as many as there are job threads, and how long each waited before
 * that. Safe on every thread.
 */
public final class RunningJobs {
    private final InstantSource time;
    private final Set<Mark> running = ConcurrentHashMap.newKeySet();
    private final Timer waited;

    public RunningJobs(MeterRegistry registry, InstantSource time) {
        this.time = time;
        this.waited =
                Buckets.timer(
                                "pointsman.queue.wait",
                                "From the timestamp of a job's record to its begin")
                        .register(registry);
        Gauge.builder("pointsman.jobs.in.flight", running, Set::size)
                .description("Jobs that run at this moment")
                .register(registry);
    }

    /** The jobs that run, in the order of their begin. */
    public List<RunningJob> list() {
        return running.stream()
                .map(Mark::job)
                .sorted((one, other) -> one.startedAt().compareTo(other.startedAt()))
                .toList();
    }

    /** It runs until the mark is closed. */
    Mark begin(Origin origin, JobRequest request) {
        var now = time.instant();
        var wait = Duration.between(Instant.ofEpochMilli(origin.timestampMillis()), now);
        // A publisher's clock may be ahead of ours.
        var waitedFor = wait.isNegative() ? Duration.ZERO : wait;
        var mark = new Mark(new RunningJob(request, now), waitedFor);
        running.add(mark);
        return mark;
    }

    /** Two runs of the same job are two marks. */
    final class Mark implements AutoCloseable {
        private final RunningJob job;
        private final Duration waitedFor;

        private Mark(RunningJob job, Duration waitedFor) {
            this.job = job;
            this.waitedFor = waitedFor;
        }

        RunningJob job() {
            return job;
        }

        /** It was run, and not only found to wait on for what it needs. */
        void hasRun() {
            waited.record(waitedFor);
        }

        @Override
        public void close() {
            running.remove(this);
        }
    }
}
