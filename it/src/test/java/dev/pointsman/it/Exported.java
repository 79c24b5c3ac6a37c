package dev.pointsman.it;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a worker exports: each metric's name with its labels and their values, read from Prometheus'
 * text format.
 */
final class Exported {
    private static final Pattern SERIES = Pattern.compile("(\\w+)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    private final Map<String, Map<String, Set<String>>> labels = new HashMap<>();

    Exported(String text) {
        text.lines().filter(line -> !line.startsWith("#")).forEach(this::add);
    }

    /** What the worker says whose admin port this is. */
    static String scraped(int port) throws IOException {
        var address = URI.create("http://127.0.0.1:" + port + "/metrics").toURL();
        try (var in = address.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void add(String line) {
        var match = SERIES.matcher(line);
        if (match.matches()) {
            var known = labels.computeIfAbsent(match.group(1), _ -> new HashMap<>());
            LABEL.matcher(Optional.ofNullable(match.group(2)).orElse(""))
                    .results()
                    .forEach(it ->
                            known.computeIfAbsent(it.group(1), _ -> new HashSet<>())
                                    .add(it.group(2)));
        }
    }

    /** The labels of the metric of this name, if there is one, each with the values it has. */
    Optional<Map<String, Set<String>>> labelsOf(String metric) {
        return Optional.ofNullable(labels.get(metric));
    }
}
