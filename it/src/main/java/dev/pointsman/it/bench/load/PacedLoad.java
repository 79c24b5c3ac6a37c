package dev.pointsman.it.bench.load;

import dev.pointsman.it.bench.BenchFailed;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes jobs at a fixed rate, and sees how long each takes from the moment it is due to its
 * committed result. Owned by one thread.
 *
 * @param results where results come
 * @param patience how long after the last job its result is waited for
 */
public record PacedLoad(String brokers, BenchJobs jobs, String results, Duration patience) {
    /** Time for the clients to open their connections before the first job is due. */
    private static final Duration HEAD_START = Duration.ofMillis(300);

    /** Runs the schedule from now. */
    public Latencies.Summary run(double perSecond, long warmUp, long counted) {
        var prefix = UUID.randomUUID() + "-";
        try (var watch = ResultWatch.open(brokers, results, jobs.shape().partitions());
                var executor = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var start = System.nanoTime() + HEAD_START.toNanos();
            var schedule = new Schedule(start, perSecond, warmUp, counted);
            var publishing = CompletableFuture.runAsync(() -> publish(schedule, prefix), executor);
            return watch(watch, schedule, prefix, publishing);
        }
    }

    private Latencies.Summary watch(
            ResultWatch watch,
            Schedule schedule,
            String prefix,
            CompletableFuture<Void> publishing) {
        var arrivals = new Arrivals(schedule, prefix);
        var end = schedule.dueNanos(schedule.jobs()) + patience.toNanos();
        while (!arrivals.complete()) {
            watch.poll(arrivals::arrived);
            if (System.nanoTime() - end > 0) {
                throw new BenchFailed(
                        arrivals.missing() + " of " + schedule.jobs() + " jobs have no result");
            }
        }
        publishing.join();
        return arrivals.summary();
    }

    private void publish(Schedule schedule, String prefix) {
        try (var publisher = Publisher.atOnce(brokers)) {
            for (var number = 0L; number < schedule.jobs(); number++) {
                var job = jobs.job(prefix, number);
                waitUntil(schedule.dueNanos(number));
                publisher.publish(job);
            }
            publisher.flush();
        }
    }

    /** Does not spin: on a small machine that would take from what is measured. */
    private static void waitUntil(long nanos) {
        for (var left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
