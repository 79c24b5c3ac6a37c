package dev.pointsman.peers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a peer is told, as {@code key=value}. Immutable, so safe on every thread. */
record Settings(Map<String, String> all) {
    static Settings of(String[] words) {
        return new Settings(
                Arrays.stream(words)
                        .map(word -> word.split("=", 2))
                        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1])));
    }

    String brokers() {
        return text("brokers");
    }

    String group() {
        return text("group");
    }

    String jobs() {
        return text("jobs");
    }

    String results() {
        return text("results");
    }

    String published() {
        return text("published");
    }

    String state() {
        return text("state");
    }

    Path module() {
        return Path.of(text("module"));
    }

    int tenants() {
        return Integer.parseInt(text("tenants"));
    }

    Duration interval() {
        return Duration.ofMillis(Long.parseLong(text("interval-ms")));
    }

    private String text(String key) {
        return Optional.ofNullable(all.get(key))
                .orElseThrow(() ->
                        new IllegalArgumentException(key + ": not set (expected: " + key + "=…)"));
    }
}
