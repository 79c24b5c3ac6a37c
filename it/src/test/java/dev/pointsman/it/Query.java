package dev.pointsman.it;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
            Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"[^\"]*\"");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "offset");

    /** Prometheus adds this one when it scrapes. */
    private static final String INSTANCE = "instance";

    /** What this names and nobody exports. */
    List<String> unknown(Exported exported) {
        var by = new HashSet<String>();
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
        var matchers = Optional.ofNullable(metric.group(2)).orElse("");
        return Stream.concat(
                        by.stream(), MATCHER.matcher(matchers).results().map(it -> it.group(1)))
                .filter(label -> !label.equals(INSTANCE) && !labels.get().contains(label))
                .map(label -> name + " has no label " + label)
                .toList();
    }
}
