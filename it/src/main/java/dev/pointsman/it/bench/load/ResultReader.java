package dev.pointsman.it.bench.load;

import dev.pointsman.it.bench.BenchFailed;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the first results of a contender, committed ones, into a ledger. Stateless. */
public final class ResultReader {
    /** All of them would take as long as the measurement did. */
    private static final long MOST = 20_000;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);

    private ResultReader() {}

    /** Ends the run unless this many jobs are answered, and rightly, as far as is looked. */
    public static void check(
            String brokers, String topic, BenchJobs jobs, ResultLedger ledger, long committed) {
        var wanted = Math.min(committed, MOST);
        try (var consumer = open(brokers, topic, jobs.shape().partitions())) {
            var end = System.nanoTime() + PATIENCE.toNanos();
            while (ledger.jobs() < wanted) {
                consumer.poll(POLL).forEach(record -> add(ledger, record));
                if (System.nanoTime() - end > 0) {
                    throw new BenchFailed(
                            topic
                                    + ": "
                                    + ledger.jobs()
                                    + " jobs answered (expected: "
                                    + wanted
                                    + ")");
                }
            }
        }
    }

    private static Consumer<byte[], byte[]> open(String brokers, String topic, int partitions) {
        var consumer = CommittedResults.open(brokers, topic, partitions);
        consumer.seekToBeginning(consumer.assignment());
        return consumer;
    }

    private static void add(ResultLedger ledger, ConsumerRecord<byte[], byte[]> record) {
        var value = record.value();
        ledger.add(
                CommittedResults.header(record, "ce_id"),
                CommittedResults.header(record, "ce_outcome"),
                value == null ? new byte[0] : value);
    }
}
