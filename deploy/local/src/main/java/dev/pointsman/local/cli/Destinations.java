package dev.pointsman.local.cli;

import dev.pointsman.contracts.Wording;
import dev.pointsman.local.client.Cluster;
import dev.pointsman.local.client.KnownTopics;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The topics a command is about to publish to, each asked for once. Owned by one thread. */
final class Destinations implements AutoCloseable {
    private final KnownTopics topics;
    private final Map<String, Optional<Integer>> asked = new HashMap<>();

    Destinations(Cluster cluster) {
        this.topics = new KnownTopics(cluster);
    }

    /** How many partitions this topic has, which must be there. */
    int require(String topic) throws IOException {
        return partitionsOf(topic).orElseThrow(() -> new IOException(missing(topic)));
    }

    boolean includes(String topic) {
        return partitionsOf(topic).isPresent();
    }

    private Optional<Integer> partitionsOf(String topic) {
        return asked.computeIfAbsent(topic, topics::partitionsOf);
    }

    /** Why nothing is published to a topic that is not there. */
    static String missing(String topic) {
        return "topic: "
                + Wording.quote(topic)
                + " is not there (expected: where workers take jobs from; --prefix, --topics and --tenants-from"
                + " have to say what pointsman.topics.* and pointsman.tenants.from of the workers say)";
    }

    @Override
    public void close() {
        topics.close();
    }
}
