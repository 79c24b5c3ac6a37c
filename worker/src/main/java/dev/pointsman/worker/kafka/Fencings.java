package dev.pointsman.worker.kafka;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often this worker was fenced. One of a transaction that was open for longer than the
 * broker lets it live is its own doing, and does not count. Others, again and again, is another
 * worker that has the same transactional id: then one of the two has to end, or they would fence
 * each other for ever. Owned by one thread.
 */
final class Fencings {
    private static final int TOO_MANY = 4;
    private static final Duration WITHIN = Duration.ofMinutes(1);

    private final String transactionalId;
    private final Duration transactionTimeout;
    private final Deque<Long> nanos = new ArrayDeque<>();

    Fencings(String transactionalId, Duration transactionTimeout) {
        this.transactionalId = transactionalId;
        this.transactionTimeout = transactionTimeout;
    }

    /**
     * Counts this if it is a fencing by another.
     *
     * @param begunNanos when the last transaction began
     * @throws UnfitCluster if it is one too many
     */
    void count(KafkaException lost, long begunNanos, long nowNanos) {
        var isOverdue = nowNanos - begunNanos >= transactionTimeout.toNanos();
        if (isOverdue || !(isFencing(lost) || isFencing(lost.getCause()))) {
            return;
        }
        nanos.add(nowNanos);
        nanos.removeIf(then -> nowNanos - then > WITHIN.toNanos());
        if (nanos.size() >= TOO_MANY) {
            throw new UnfitCluster(
                    "fenced "
                            + nanos.size()
                            + " times within a minute: another worker has the transactional id "
                            + transactionalId
                            + " too (expected: a pointsman.kafka.slot of its own for each worker of"
                            + " the group)");
        }
    }

    private static boolean isFencing(@Nullable Throwable reason) {
        return reason instanceof ProducerFencedException
                || reason instanceof InvalidProducerEpochException;
    }
}
