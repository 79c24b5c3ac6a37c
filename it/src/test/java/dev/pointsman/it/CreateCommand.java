package dev.pointsman.it;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/** A command {@code kafka-topics --create}, understood as that program does. */
record CreateCommand(
        String brokers,
        String topic,
        Optional<Integer> partitions,
        Optional<Short> copies,
        Map<String, String> config) {
    /** Of a line as it is to be pasted into a shell; a word that is not known is an error. */
    static CreateCommand of(String line) {
        Deque<String> words = new ArrayDeque<>(List.of(line.split(" ")));
        var options = new HashMap<String, String>();
        var config = new HashMap<String, String>();
        if (!words.remove().equals("kafka-topics")) {
            throw new IllegalArgumentException("no command of kafka-topics: " + line);
        }
        while (!words.isEmpty()) {
            switch (words.remove()) {
                case "--create" -> options.put("create", "");
                case "--config" -> {
                    var pair = words.remove().split("=", 2);
                    config.put(pair[0], pair[1]);
                }
                case "--bootstrap-server" -> options.put("bootstrap-server", words.remove());
                case "--topic" -> options.put("topic", words.remove());
                case "--partitions" -> options.put("partitions", words.remove());
                case "--replication-factor" -> options.put("copies", words.remove());
                case String word -> throw new IllegalArgumentException(word + " in: " + line);
            }
        }
        return of(options, config);
    }

    private static CreateCommand of(Map<String, String> options, Map<String, String> config) {
        if (!options.keySet().containsAll(List.of("create", "bootstrap-server", "topic"))) {
            throw new IllegalArgumentException("not all that is needed: " + options);
        }
        return new CreateCommand(
                options.getOrDefault("bootstrap-server", ""),
                options.getOrDefault("topic", ""),
                Optional.ofNullable(options.get("partitions")).map(Integer::valueOf),
                Optional.ofNullable(options.get("copies")).map(Short::valueOf),
                config);
    }

    /** What it makes. */
    NewTopic topicToMake() {
        return new NewTopic(topic, partitions, copies).configs(config);
    }
}
