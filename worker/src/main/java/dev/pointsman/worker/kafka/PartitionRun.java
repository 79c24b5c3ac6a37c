package dev.pointsman.worker.kafka;

import dev.pointsman.worker.job.JobRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Runs one partition's share of a poll, job after job in topic order, until all are done or the
 * time for it is up: what has not begun by then is left. The first share of a poll begins in any
 * case, so that there is progress however long a job takes.
 */
final class PartitionRun implements Callable<List<DoneJob>> {
    private final JobRunner runner;
    private final List<ConsumerRecord<byte[], byte[]>> records;
    private final long endNanos;
    private final boolean isFirst;

    PartitionRun(
            JobRunner runner,
            List<ConsumerRecord<byte[], byte[]>> records,
            long endNanos,
            boolean isFirst) {
        this.runner = runner;
        this.records = List.copyOf(records);
        this.endNanos = endNanos;
        this.isFirst = isFirst;
    }

    @Override
    public List<DoneJob> call() {
        var done = new ArrayList<DoneJob>(records.size());
        for (var record : records) {
            if (isTimeUp() && !(isFirst && done.isEmpty())) {
                break;
            }
            var polled = new PolledJob(record);
            done.add(new DoneJob(polled, runner.run(polled.origin(), polled.key(), polled.read())));
        }
        return done;
    }

    private boolean isTimeUp() {
        return System.nanoTime() - endNanos > 0;
    }
}
