package dev.pointsman.worker.kafka;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What brokers can be asked about topics. Each answer takes a round trip, and may fail. */
interface TopicQuestions {
    /** The topics there are, and this worker may see. */
    Set<String> names();

    /**
     * Why nothing can be written to the topic, though to the results it can: a partition of it has
     * no leader, or too few copies. None if there is no such reason.
     */
    Optional<String> ailment(String topic);

    /** The largest batch of records the topic takes, in bytes; none if this worker may not know. */
    OptionalInt maxBytes(String topic);
}
