package dev.pointsman.worker.kafka;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Topics as a test says they are, and goes on saying. Owned by one thread. */
record TestingTopics(
        Collection<String> topics, Map<String, String> ailing, Map<String, Integer> sizes)
        implements TopicQuestions {
    /** What a worker knows of them. */
    KnownTopics known() {
        return new KnownTopics(this, InstantSource.system());
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(topics);
    }

    @Override
    public Optional<String> ailment(String topic) {
        return Optional.ofNullable(ailing.get(topic));
    }

    @Override
    public OptionalInt maxBytes(String topic) {
        return sizes.containsKey(topic) ? OptionalInt.of(sizes.get(topic)) : OptionalInt.empty();
    }
}
