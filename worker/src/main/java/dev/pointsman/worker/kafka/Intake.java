package dev.pointsman.worker.kafka;

import dev.pointsman.worker.job.JobListener;
import dev.pointsman.worker.job.JobRunner;
import dev.pointsman.worker.sandbox.JobThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The step from polled records to committed results. An intake that has thrown is not used again:
 * its owner closes it and opens another, which begins at the committed offsets. Owned by one
 * thread.
 */
final class Intake {
    private final Consumer<byte[], byte[]> consumer;
    private final Transactions transactions;
    private final JobRunner runner;
    private final JobThreads threads;
    private final List<JobListener> listeners;
    private final Duration commitInterval;

    /**
     * Partitions none of whose jobs there was time for, longest waiting first: so they are next.
     */
    private final Set<TopicPartition> passedOver = new LinkedHashSet<>();

    Intake(
            Consumer<byte[], byte[]> consumer,
            Transactions transactions,
            JobWork work,
            Duration commitInterval) {
        this.consumer = consumer;
        this.transactions = transactions;
        this.runner = work.runner();
        this.threads = work.threads();
        this.listeners = work.listeners();
        this.commitInterval = commitInterval;
    }

    /**
     * Polls once, runs what came, commits it.
     *
     * @param patience how long to wait for records when there are none
     * @return how many jobs were committed
     */
    int runOnce(Duration patience) {
        var polled = consumer.poll(patience);
        // Now, not at commit time: see Transactions.commit.
        var group = consumer.groupMetadata();
        if (polled.isEmpty()) {
            return 0;
        }
        var committed = transactions.commit(run(polled), group);
        committed.forEach(job -> listeners.forEach(listener -> listener.jobEnded(job.finished())));
        return committed.size();
    }

    private List<DoneJob> run(ConsumerRecords<byte[], byte[]> polled) {
        var endNanos = System.nanoTime() + commitInterval.toNanos();
        var runs = new LinkedHashMap<TopicPartition, Future<List<DoneJob>>>();
        for (var partition : inTurn(polled.partitions())) {
            var records = polled.records(partition);
            var run = new PartitionRun(runner, records, endNanos, runs.isEmpty());
            runs.put(partition, threads.submit(run));
        }
        var done = new ArrayList<DoneJob>(polled.count());
        runs.forEach((partition, run) -> {
            var ended = await(run);
            rewind(partition, polled.records(partition), ended.size());
            done.addAll(ended);
        });
        return done;
    }

    private Set<TopicPartition> inTurn(Set<TopicPartition> partitions) {
        var turn = new LinkedHashSet<>(passedOver);
        turn.retainAll(partitions);
        turn.addAll(partitions);
        return turn;
    }

    /** What there was no time for is polled again. */
    private void rewind(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, int ended) {
        if (ended < records.size()) {
            consumer.seek(partition, records.get(ended).offset());
        }
        if (ended == 0) {
            passedOver.add(partition);
        } else {
            passedOver.remove(partition);
        }
    }

    private static List<DoneJob> await(Future<List<DoneJob>> run) {
        try {
            return run.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a defect of the worker ended a job", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
