package dev.pointsman.it;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A query in PromQL, of which we understand which metrics and which of their labels it names. */
record Query(String text) {
    private static final Pattern BY = Pattern.compile("\\bby \\(([^)]*)\\)");
    private static final Pattern METRIC =
            Pattern.compile("\\b([a-z_][a-z0-9_]*)\\b(?!\\s*\\()(?:\\{([^}]*)})?");
    private static final Pattern MATCHER =
            Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"([^\"]*)\"");

    /** What a variable of a dashboard may be: the values that a label has. */
    private static final Pattern LABEL_VALUES =
            Pattern.compile("label_values\\((.+),\\s*(\\w+)\\)");

    private static final Set<String> WORDS = Set.of("and", "or", "unless", "offset");

    /** Prometheus adds these when it scrapes; outside Kubernetes some of them are empty. */
    private static final Set<String> OF_SCRAPES = Set.of("instance", "job", "namespace", "pod");

    /** What this names and nobody exports. */
    List<String> unknown(Exported exported) {
        var ofVariable = LABEL_VALUES.matcher(text);
        return ofVariable.matches()
                ? unknown(ofVariable.group(1), Set.of(ofVariable.group(2)), exported)
                : unknown(text, Set.of(), exported);
    }

    private static List<String> unknown(String text, Set<String> wanted, Exported exported) {
        var by = new HashSet<>(wanted);
        BY.matcher(text).results().forEach(it -> by.addAll(List.of(it.group(1).split(", "))));
        var rest = BY.matcher(text).replaceAll("").replaceAll("\\[[^]]*]", "");
        var unknown = new ArrayList<String>();
        METRIC.matcher(rest)
                .results()
                .filter(it -> !WORDS.contains(it.group(1)))
                .forEach(it -> unknown.addAll(unknown(it, by, exported)));
        return unknown;
    }

    private static List<String> unknown(MatchResult metric, Set<String> by, Exported exported) {
        var name = metric.group(1);
        var labels = exported.labelsOf(name);
        if (labels.isEmpty()) {
            return List.of(name);
        }
        var matchers = MATCHER.matcher(Optional.ofNullable(metric.group(2)).orElse(""));
        var asked = new ArrayList<String>();
        by.forEach(label -> lacking(name, label, labels.get()).ifPresent(asked::add));
        matchers.results()
                .forEach(it -> asked.addAll(unknown(name, it.group(1), it.group(2), labels.get())));
        return asked;
    }

    private static Optional<String> lacking(
            String metric, String label, Map<String, Set<String>> labels) {
        return OF_SCRAPES.contains(label) || labels.containsKey(label)
                ? Optional.empty()
                : Optional.of(metric + " has no label " + label);
    }

    /** Also a value that is left out has to be one: one that is misspelt leaves out nothing. */
    private static List<String> unknown(
            String metric, String label, String value, Map<String, Set<String>> labels) {
        var lacking = lacking(metric, label, labels);
        if (lacking.isPresent() || value.startsWith("$")) {
            return lacking.stream().toList();
        }
        return Stream.of(value.split("\\|"))
                .filter(it -> !labels.getOrDefault(label, Set.of()).contains(it))
                .map(it -> metric + " has no " + label + " " + it)
                .toList();
    }
}
