package dev.pointsman.worker.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions of this worker that are not run, and why. What an operator has set right is
 * noticed when it is looked at again: after about as long as it has lasted, since that may mean to
 * read much state, for which others have less room meanwhile. Owned by the poll thread.
 */
final class Refusals {
    private static final Logger LOGGER = LoggerFactory.getLogger(Refusals.class);
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final LongSupplier nanoTime;
    private final Map<TopicPartition, Refused> refused = new HashMap<>();

    Refusals(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The partition is not run. That is said once, as long as the reason is the same. */
    void add(TopicPartition partition, String reason) {
        var before = refused.get(partition);
        if (before == null || !before.reason.equals(reason)) {
            LOGGER.atError().log("a partition is not run: {}", reason);
        }
        var pause = before == null ? SHORTEST : longer(before.pause);
        refused.put(partition, new Refused(reason, pause, nanoTime.getAsLong()));
    }

    private static Duration longer(Duration pause) {
        var longer = pause.multipliedBy(2);
        return longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
    }

    /** They are run, or not ours any more. */
    void remove(Collection<TopicPartition> partitions) {
        refused.keySet().removeAll(partitions);
    }

    /** Those that are to be looked at again; what is known of them counts until that is done. */
    Set<TopicPartition> due() {
        var now = nanoTime.getAsLong();
        return refused.entrySet().stream()
                .filter(it -> now - it.getValue().sinceNanos >= it.getValue().pause.toNanos())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    boolean contains(TopicPartition partition) {
        return refused.containsKey(partition);
    }

    List<String> reasons() {
        return refused.values().stream().map(Refused::reason).sorted().toList();
    }

    private record Refused(String reason, Duration pause, long sinceNanos) {}
}
