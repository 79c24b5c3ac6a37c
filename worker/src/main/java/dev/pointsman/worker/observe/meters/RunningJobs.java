package dev.pointsman.worker.observe.meters;

import dev.pointsman.contracts.JobRequest;
import dev.pointsman.worker.context.Origin;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which jobs run at this moment, as many as there are job threads, and how long each waited before
 * that. Safe on every thread.
 */
public final class RunningJobs {
    /**
     * Records are hardly ever kept for longer; what is older is so by its publisher's word only.
     */
    private static final Duration LONGEST_WAIT = Duration.ofDays(30);

    private static final double MILLIS_A_SECOND = 1_000;

    private final InstantSource time;
    private final Set<Mark> running = ConcurrentHashMap.newKeySet();
    private final DistributionSummary waited;

    public RunningJobs(MeterRegistry registry, InstantSource time) {
        this.time = time;
        this.waited =
                Buckets.seconds(
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
        var mark = new Mark(new RunningJob(request, now), secondsSince(origin, now));
        running.add(mark);
        return mark;
    }

    /**
     * None if the record has no time. A publisher may write any: its clock may be ahead of ours,
     * and who means harm writes one of which no number of nanoseconds tells how long ago it was.
     */
    private static OptionalDouble secondsSince(Origin origin, Instant now) {
        var published = origin.timestampMillis();
        if (published < 0) {
            return OptionalDouble.empty();
        }
        var longest = LONGEST_WAIT.toMillis();
        var millis = Math.clamp(now.toEpochMilli() - published, 0, longest);
        return OptionalDouble.of(millis / MILLIS_A_SECOND);
    }

    /** Two runs of the same job are two marks. */
    final class Mark implements AutoCloseable {
        private final RunningJob job;
        private final OptionalDouble waitedSeconds;
        private final int hash = Long.hashCode(Thread.currentThread().threadId());

        private Mark(RunningJob job, OptionalDouble waitedSeconds) {
            this.job = job;
            this.waitedSeconds = waitedSeconds;
        }

        RunningJob job() {
            return job;
        }

        /** It was run, and not only found to wait on for what it needs. */
        void hasRun() {
            waitedSeconds.ifPresent(waited::record);
        }

        @Override
        public void close() {
            running.remove(this);
        }

        /**
         * That of its thread, which has one mark at a time: what an object has by itself is made up
         * when it is first asked for, which costs more than all else about a mark.
         */
        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }
    }
}
