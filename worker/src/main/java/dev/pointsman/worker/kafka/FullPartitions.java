package dev.pointsman.worker.kafka;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Which partitions are not polled, since there is no room for more of them. The client keeps what
 * it had fetched of one that is paused, packed, and the next poll unpacks all that may be polled
 * again: so one is resumed at a time, the one that is paused longest. Owned by the poll thread.
 */
final class FullPartitions {
    private final Consumer<byte[], byte[]> consumer;

    /** In the order in which they were paused. */
    private final Set<TopicPartition> paused = new LinkedHashSet<>();

    private boolean isResuming;

    FullPartitions(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /**
     * Pauses those that are full, and resumes one that no longer is.
     *
     * @param claimed whose records are taken; all others are paused and resumed by somebody else
     * @param full those of them that there is no room for
     */
    void balance(Set<TopicPartition> claimed, Set<TopicPartition> full) {
        paused.retainAll(consumer.paused());
        paused.retainAll(claimed);
        resume(full);
        isResuming = !full.containsAll(paused);
        pause(full);
    }

    /** Whether another is to be resumed at once, when this one was polled. */
    boolean isResuming() {
        return isResuming;
    }

    /** Whether any is paused. */
    boolean isAny() {
        return !paused.isEmpty();
    }

    private void resume(Set<TopicPartition> full) {
        paused.stream()
                .filter(it -> !full.contains(it))
                .findFirst()
                .ifPresent(next -> {
                    paused.remove(next);
                    consumer.resume(Set.of(next));
                });
    }

    private void pause(Set<TopicPartition> full) {
        var filled = full.stream().filter(it -> !paused.contains(it)).toList();
        if (!filled.isEmpty()) {
            paused.addAll(filled);
            consumer.pause(filled);
        }
    }
}
