package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.Wording;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What is known of topics without a question for every record. Without it, a guest that publishes
 * to a topic that is not there, or not well, would hold up the producer, and with it everybody,
 * until the client gives up; and each record too large would cost everybody a transaction. Owned by
 * the thread of the transactions.
 */
final class KnownTopics {
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(1);

    /** Long for one that asks, short for an operator who has just made it larger. */
    private static final Duration SIZES_LAST = Duration.ofSeconds(30);

    private final TopicQuestions broker;
    private final InstantSource time;
    private final Map<String, Known<String>> ailing = new HashMap<>();
    private final Map<String, Known<Integer>> sizes = new HashMap<>();
    private Known<Set<String>> topics = new Known<>(Set.of(), Instant.EPOCH);

    KnownTopics(TopicQuestions broker, InstantSource time) {
        this.broker = broker;
        this.time = time;
    }

    /** Why nothing can be published to the topic, in a sentence for the job; none if it can. */
    Optional<String> refusal(String topic) {
        return contains(topic) ? ailment(topic) : Optional.of(absence(topic));
    }

    private static String absence(String topic) {
        return "there is no topic " + Wording.quote(topic) + " to publish to";
    }

    private boolean contains(String topic) {
        if (!topics.value.contains(topic) && topics.isOlderThan(ASK_AGAIN_AFTER)) {
            askForNames();
        }
        return topics.value.contains(topic);
    }

    private void askForNames() {
        topics = new Known<>(Set.copyOf(broker.names()), time.instant());
    }

    /** One that ailed is looked at again now and then, as long as somebody wants to publish. */
    private Optional<String> ailment(String topic) {
        var known = Optional.ofNullable(ailing.get(topic));
        return known.isPresent() && known.get().isOlderThan(ASK_AGAIN_AFTER)
                ? examine(topic)
                : known.map(Known::value);
    }

    /**
     * Looks what is wrong with a topic that did not take a record in time, and remembers it until
     * it is well; none if it is not the topic. One that was known may have been deleted since.
     */
    Optional<String> examine(String topic) {
        ailing.remove(topic);
        askForNames();
        if (!topics.value.contains(topic)) {
            return Optional.of(absence(topic));
        }
        var ailment =
                broker.ailment(topic)
                        .map(reason -> "topic " + topic + " cannot be written to: " + reason);
        ailment.ifPresent(reason -> ailing.put(topic, new Known<>(reason, time.instant())));
        return ailment;
    }

    /** Asks how large a record this topic takes, after it has refused one. */
    void measure(String topic) {
        broker.maxBytes(topic)
                .ifPresent(bytes -> sizes.put(topic, new Known<>(bytes, time.instant())));
    }

    /** Whether a topic was ever measured; mostly none was, and there is nothing to compare. */
    boolean isAnyMeasured() {
        return !sizes.isEmpty();
    }

    /** What it was measured to take, not long ago. */
    OptionalInt maxBytes(String topic) {
        var known = Optional.ofNullable(sizes.get(topic));
        return known.isPresent() && !known.get().isOlderThan(SIZES_LAST)
                ? OptionalInt.of(known.get().value)
                : OptionalInt.empty();
    }

    /** What a broker said, and when. */
    private final class Known<T> {
        private final T value;
        private final Instant since;

        Known(T value, Instant since) {
            this.value = value;
            this.since = since;
        }

        T value() {
            return value;
        }

        /**
         * A clock that was set back must not mean that nothing is asked until it is there again.
         */
        boolean isOlderThan(Duration age) {
            var now = time.instant();
            return now.isAfter(since.plus(age)) || now.isBefore(since);
        }
    }
}
