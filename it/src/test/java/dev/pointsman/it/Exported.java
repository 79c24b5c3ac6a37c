package dev.pointsman.it;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a worker exports: each metric's name with its labels, read from Prometheus' text format. */
final class Exported {
    private static final Pattern SERIES = Pattern.compile("(\\w+)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    private final Map<String, Set<String>> labels = new HashMap<>();

    Exported(String text) {
        text.lines().filter(line -> !line.startsWith("#")).forEach(this::add);
    }

    private void add(String line) {
        var match = SERIES.matcher(line);
        if (match.matches()) {
            var known = labels.computeIfAbsent(match.group(1), _ -> new HashSet<>());
            LABEL.matcher(Optional.ofNullable(match.group(2)).orElse(""))
                    .results()
                    .forEach(label -> known.add(label.group(1)));
        }
    }

    /** The labels of the metric of this name, if there is one. */
    Optional<Set<String>> labelsOf(String metric) {
        return Optional.ofNullable(labels.get(metric));
    }
}
