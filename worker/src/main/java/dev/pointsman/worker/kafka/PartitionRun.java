package dev.pointsman.worker.kafka;

import dev.pointsman.worker.job.JobRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Runs one partition's share of a poll, job after job in topic order, until all are done or the
 * time for it is up; at least one is run, so that there is progress however long a job takes.
 */
final class PartitionRun implements Callable<List<DoneJob>> {
    private final JobRunner runner;
    private final List<ConsumerRecord<byte[], byte[]>> records;
    private final long endNanos;

    PartitionRun(JobRunner runner, List<ConsumerRecord<byte[], byte[]>> records, Duration time) {
        this.runner = runner;
        this.records = List.copyOf(records);
        this.endNanos = System.nanoTime() + time.toNanos();
    }

    @Override
    public List<DoneJob> call() {
        var done = new ArrayList<DoneJob>(records.size());
        for (var record : records) {
            var polled = new PolledJob(record);
            done.add(new DoneJob(polled, runner.run(polled.origin(), polled.key(), polled.read())));
            if (System.nanoTime() - endNanos > 0) {
                break;
            }
        }
        return done;
    }
}
