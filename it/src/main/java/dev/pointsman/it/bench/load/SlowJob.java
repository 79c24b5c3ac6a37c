package dev.pointsman.it.bench.load;

import dev.pointsman.it.bench.BenchFailed;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One job that takes its time, published under a key of its own. Owned by one thread. */
public final class SlowJob implements AutoCloseable {
    private final String id = "slow-" + UUID.randomUUID();
    private final ResultWatch watch;
    private final Duration duration;
    private final long publishedNanos;

    private SlowJob(ResultWatch watch, Duration duration) {
        this.watch = watch;
        this.duration = duration;
        this.publishedNanos = System.nanoTime();
    }

    /**
     * Publishes it, and returns when the broker has it.
     *
     * @param partitions of the topic of results
     * @param record makes its record, given its id and how long it is to take
     */
    public static SlowJob publish(
            String brokers,
            String results,
            int partitions,
            Duration duration,
            BiFunction<String, Duration, ProducerRecord<byte[], byte[]>> record) {
        var watch = ResultWatch.open(brokers, results, partitions);
        var job = new SlowJob(watch, duration);
        try (var publisher = Publisher.atOnce(brokers)) {
            publisher.publish(record.apply(job.id, duration));
            publisher.flush();
        }
        return job;
    }

    /** Returns when its result is committed, after how long it came. */
    public Duration await(Duration patience) {
        Set<String> seen = new HashSet<>();
        while (!seen.contains(id)) {
            watch.poll((result, _) -> seen.add(result));
            if (System.nanoTime() - publishedNanos > patience.toNanos()) {
                throw new BenchFailed("the slow job has no result after " + patience);
            }
        }
        return checked(Duration.ofNanos(System.nanoTime() - publishedNanos));
    }

    @Override
    public void close() {
        watch.close();
    }

    private Duration checked(Duration took) {
        if (took.compareTo(duration) < 0) {
            throw new BenchFailed("the slow job took " + took + " (expected: " + duration + ")");
        }
        return took;
    }
}
