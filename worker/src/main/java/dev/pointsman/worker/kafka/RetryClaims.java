package dev.pointsman.worker.kafka;

import dev.pointsman.worker.flow.Claim;
import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.job.KeyOrders;
import dev.pointsman.worker.state.ClaimState;
import dev.pointsman.worker.state.KeyStates;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * The claims on partitions in which jobs wait for another attempt: the poll thread makes one when
 * it claims the partition the jobs are from, and with that one it is released. Safe on every
 * thread.
 */
final class RetryClaims {
    private final SharedLater later;
    private final JobTopics topics;
    private final KeyOrders orders;
    private final RetryFigures figures;
    private final Map<TopicPartition, Held> held = new ConcurrentHashMap<>();

    RetryClaims(SharedLater later, JobTopics topics, KeyOrders orders, RetryFigures figures) {
        this.later = later;
        this.topics = topics;
        this.orders = orders;
        this.figures = figures;
    }

    /**
     * The partition of these jobs is claimed.
     *
     * @param begun how far the one has got where they wait
     * @param states what they find of their keys' state, tried again or not, and which cancels
     */
    void claim(TopicPartition jobs, Claim claim, Progress begun, ClaimState states) {
        var isAwaited = orders.areKept(topics.owner(jobs.topic()));
        var beside = later.claim(claim, begun, isAwaited, states.cancels());
        held.put(
                topics.retriesOf(jobs),
                new Held(beside, begun.base(), jobs.topic(), states, isAwaited));
        later.tell();
    }

    /** A job as it is taken from its own topic, where nobody can say that it was tried before. */
    TakenJob first(TakenJob job) {
        if (job instanceof TakenJob.ToRun toRun && toRun.pretends()) {
            figures.pretends(toRun);
        }
        return job;
    }

    /** Those that are not released, by where the jobs wait. */
    Map<TopicPartition, Held> open() {
        held.values().removeIf(it -> !it.claim.isOpen());
        return Map.copyOf(held);
    }

    /**
     * A claim.
     *
     * @param begin the offset of its first record
     * @param jobs the topic its jobs are from
     * @param isAwaited whether those jobs do not begin before all that waits is read
     */
    record Held(Claim claim, long begin, String jobs, KeyStates states, boolean isAwaited) {}
}
