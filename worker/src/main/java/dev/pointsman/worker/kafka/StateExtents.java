package dev.pointsman.worker.kafka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the partitions are to be read whose state is wanted. Each is asked for by itself, and
 * none waited for: one that has no leader keeps no other from beginning. Owned by the thread that
 * reads state.
 */
final class StateExtents {
    private static final Logger LOGGER = LoggerFactory.getLogger(StateExtents.class);

    private static final Duration TELL_EVERY = Duration.ofMinutes(1);

    private final StateLog log;
    private final Runnable news;
    private final LongSupplier nanoTime;
    private final Map<TopicPartition, AskedFor> asked = new HashMap<>();
    private long tellAgainNanos;

    /**
     * @param news what is to be done when a broker has answered, on any thread
     */
    StateExtents(StateLog log, Runnable news, LongSupplier nanoTime) {
        this.log = log;
        this.news = news;
        this.nanoTime = nanoTime;
        this.tellAgainNanos = nanoTime.getAsLong();
    }

    /** What is known of these by now, each told once; a partition that is not there has none. */
    Map<TopicPartition, Optional<StateLog.Extent>> of(Map<TopicPartition, StateLoad> wanted) {
        // Where it ended before it was wanted is too early: see StateStarts.
        asked.entrySet().removeIf(it -> it.getValue().load != wanted.get(it.getKey()));
        ask(wanted);
        var known = new HashMap<TopicPartition, Optional<StateLog.Extent>>();
        asked.forEach(
                (partition, it) -> it.question.known().ifPresent(one -> known.put(partition, one)));
        asked.keySet().removeAll(known.keySet());
        return known;
    }

    private void ask(Map<TopicPartition, StateLoad> wanted) {
        var due = new HashMap<>(wanted);
        due.keySet().removeIf(it -> !isToBeAsked(it));
        if (due.isEmpty()) {
            return;
        }
        var now = nanoTime.getAsLong();
        var answers = log.extents(Set.copyOf(due.keySet()));
        due.forEach((partition, load) -> {
            var answer = requireNonNull(answers.get(partition));
            asked.put(partition, new AskedFor(load, new Asked<>(answer, now)));
            var _ = answer.thenRun(news);
        });
    }

    private boolean isToBeAsked(TopicPartition partition) {
        return Optional.ofNullable(asked.get(partition))
                .map(before ->
                        hasFailed(partition, before.question)
                                && before.question.mayHaveMended(nanoTime.getAsLong()))
                .orElse(true);
    }

    private boolean hasFailed(TopicPartition partition, Asked<?> question) {
        var trouble = question.trouble("the broker does not say where " + partition + " ends");
        trouble.ifPresent(it -> tell(partition, it));
        return trouble.isPresent();
    }

    /**
     * It is looked at ten times a second, but what it says is of interest to a reader of the log.
     */
    private void tell(TopicPartition partition, Throwable fault) {
        var now = nanoTime.getAsLong();
        if (now - tellAgainNanos >= 0) {
            LOGGER.atInfo()
                    .setCause(fault)
                    .log("state of {} cannot be read yet: the broker is asked again", partition);
            tellAgainNanos = now + TELL_EVERY.toNanos();
        }
    }

    private record AskedFor(StateLoad load, Asked<Optional<StateLog.Extent>> question) {}
}
