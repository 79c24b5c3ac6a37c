package dev.pointsman.worker.flow.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Jobs that wait for another attempt, in the order they were written, whatever became of it. For
 * each partition of jobs there is one, whose number tells which.
 */
final class RetriesTopic {
    private final Map<Integer, List<Written>> partitions = new TreeMap<>();

    /** The number under which offsets of it are committed. */
    static int number(int partitionOfJobs) {
        return -1 - partitionOfJobs;
    }

    /** The partition whose owner may commit offsets under this number. */
    static int home(int number) {
        return number < 0 ? -1 - number : number;
    }

    void append(PublishedJob job, Transaction transaction) {
        var log = log(job.id().partition());
        log.add(new Written(new RetryRecord(log.size(), job), transaction));
    }

    /** The first from the position on that a reader sees that reads committed records only. */
    Optional<RetryRecord> next(int partition, long position) {
        return log(partition).stream()
                .skip(position)
                .takeWhile(written -> !written.transaction.isOpen())
                .filter(written -> written.transaction.isCommitted())
                .map(Written::record)
                .findFirst();
    }

    /** Where such a reader finds the end. */
    long end(int partition) {
        return log(partition).stream().takeWhile(written -> !written.transaction.isOpen()).count();
    }

    /** Where all ends that is written, also by transactions that are still open. */
    long writtenEnd(int partition) {
        return log(partition).size();
    }

    /** How far such a reader gets from the position on without a record. */
    long passed(int partition, long position) {
        return position
                + log(partition).stream()
                        .skip(position)
                        .takeWhile(it -> !it.transaction.isOpen() && !it.transaction.isCommitted())
                        .count();
    }

    /** All that is committed, in order. */
    List<RetryRecord> committed(int partition) {
        return log(partition).stream()
                .filter(written -> written.transaction.isCommitted())
                .map(Written::record)
                .toList();
    }

    private List<Written> log(int partition) {
        return partitions.computeIfAbsent(partition, _ -> new ArrayList<>());
    }

    /**
     * A record.
     *
     * @param job with the attempt to come
     */
    record RetryRecord(long offset, PublishedJob job) {}

    private record Written(RetryRecord record, Transaction transaction) {}
}
