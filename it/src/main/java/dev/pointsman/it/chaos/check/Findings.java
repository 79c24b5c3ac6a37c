package dev.pointsman.it.chaos.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was found wrong: how often each kind, and the first few of each in words. One thread's. */
public final class Findings {
    private static final int EXAMPLES_EACH = 8;

    private final Map<AnomalyKind, List<String>> examples = new EnumMap<>(AnomalyKind.class);
    private final Map<AnomalyKind, Integer> counts = new EnumMap<>(AnomalyKind.class);

    void add(AnomalyKind kind, String sentence) {
        counts.merge(kind, 1, Integer::sum);
        var known = examples.computeIfAbsent(kind, _ -> new ArrayList<>());
        if (known.size() < EXAMPLES_EACH) {
            known.add(sentence);
        }
    }

    /** How often this kind was found. */
    public int count(AnomalyKind kind) {
        return counts.getOrDefault(kind, 0);
    }

    /** Whether nothing was found. */
    public boolean isEmpty() {
        return counts.isEmpty();
    }

    /** The first of each kind, a line each. */
    public List<String> examples() {
        return examples.entrySet().stream()
                .flatMap(kind ->
                        kind.getValue().stream()
                                .map(sentence -> kind.getKey().word() + ": " + sentence))
                .toList();
    }

    /** {@code lost=0 duplicated=0} and so on, all kinds. */
    @Override
    public String toString() {
        return Arrays.stream(AnomalyKind.values())
                .map(kind -> kind.word() + "=" + count(kind))
                .collect(Collectors.joining(" "));
    }
}
