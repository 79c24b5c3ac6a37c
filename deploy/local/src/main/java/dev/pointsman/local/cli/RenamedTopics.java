package dev.pointsman.local.cli;

import dev.pointsman.contracts.Wording;
import dev.pointsman.worker.kafka.KafkaSettings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Topics that have another name than the usual one, written {@code jobs=orders,results=answers}:
 * what the workers have in {@code pointsman.topics.*}. Immutable, so safe on every thread.
 */
record RenamedTopics(Map<String, String> names) {
    /** Those the commands read or write. */
    private static final Set<String> USUAL =
            new TreeSet<>(Set.of("jobs", "results", "dead-letters", "effects"));

    static final RenamedTopics NONE = new RenamedTopics(Map.of());

    RenamedTopics {
        names = Map.copyOf(names);
        names.forEach(RenamedTopics::check);
        requireDistinct(names);
    }

    static RenamedTopics parse(String text) {
        var names = new LinkedHashMap<String, String>();
        Arrays.stream(text.split(",", -1)).forEach(pair -> read(pair, names));
        return new RenamedTopics(names);
    }

    /** What the topic of this usual name is called. */
    String of(String usual) {
        return names.getOrDefault(usual, usual);
    }

    private static void read(String pair, Map<String, String> names) {
        var equals = pair.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException(
                    "topics: " + Wording.quote(pair) + " (expected: such as jobs=orders)");
        }
        names.put(pair.substring(0, equals), pair.substring(equals + 1));
    }

    private static void check(String usual, String name) {
        if (!USUAL.contains(usual)) {
            throw new IllegalArgumentException(
                    "topics: " + Wording.quote(usual) + " (expected: one of " + USUAL + ")");
        }
        KafkaSettings.Topics.requireForm("topics." + usual, name);
    }

    /** A job among the results, say, would be nobody's. */
    private static void requireDistinct(Map<String, String> names) {
        var all = USUAL.stream().map(usual -> names.getOrDefault(usual, usual)).toList();
        if (Set.copyOf(all).size() < all.size()) {
            throw new IllegalArgumentException(
                    "topics: "
                            + written(names)
                            + " (expected: no two of "
                            + USUAL
                            + " on one topic)");
        }
    }

    private static String written(Map<String, String> names) {
        return names.entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue())
                .sorted()
                .collect(Collectors.joining(","));
    }

    /** As it is written. */
    @Override
    public String toString() {
        return written(names);
    }
}
