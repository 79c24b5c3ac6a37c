package dev.pointsman.it.bench.load;

import dev.pointsman.it.bench.BenchFailed;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Jobs one after another, each when the one before has its result. Owned by one thread. */
public final class FirstJobs implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double NANOS_A_MILLI = 1e6;

    private final Publisher publisher;
    private final ResultWatch watch;
    private final Set<String> seen = new HashSet<>();

    private FirstJobs(Publisher publisher, ResultWatch watch) {
        this.publisher = publisher;
        this.watch = watch;
    }

    /** Sees results of a topic of one partition from now on. */
    public static FirstJobs open(String brokers, String results) {
        return new FirstJobs(Publisher.atOnce(brokers), ResultWatch.open(brokers, results, 1));
    }

    /** Milliseconds from publishing the job to its committed result. */
    public double millis(String id, ProducerRecord<byte[], byte[]> job) {
        var from = System.nanoTime();
        publish(job);
        return (await(id) - from) / NANOS_A_MILLI;
    }

    public void publish(ProducerRecord<byte[], byte[]> job) {
        publisher.publish(job);
        publisher.flush();
    }

    /** When, by {@link System#nanoTime}, the result of this job was seen. */
    public long await(String id) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!seen.contains(id)) {
            watch.poll((result, _) -> seen.add(result));
            if (System.nanoTime() - end > 0) {
                throw new BenchFailed("job " + id + " has no result after " + PATIENCE);
            }
        }
        return System.nanoTime();
    }

    @Override
    public void close() {
        publisher.close();
        watch.close();
    }
}
