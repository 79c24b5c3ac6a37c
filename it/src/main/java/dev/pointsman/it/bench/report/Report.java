package dev.pointsman.it.bench.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run has found so far. Owned by one thread. */
public final class Report {
    private final List<TextTable> tables = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Spread> ratios = new LinkedHashMap<>();
    private final Map<String, Spread> figures = new LinkedHashMap<>();

    public void table(TextTable table) {
        tables.add(table);
    }

    /** A sentence without which a figure would be misread. */
    public void note(String sentence) {
        notes.add(sentence);
    }

    public void ratio(String name, Spread ratio) {
        ratios.put(name, ratio);
    }

    /** What is claimed by itself, with its unit last in its name. */
    public void figure(String name, Spread figure) {
        figures.put(name, figure);
    }

    /** Ratios and figures, by their names. */
    public Map<String, Spread> named() {
        var all = new LinkedHashMap<>(ratios);
        all.putAll(figures);
        return Collections.unmodifiableMap(all);
    }

    public List<TextTable> tables() {
        return Collections.unmodifiableList(tables);
    }

    public List<String> notes() {
        return Collections.unmodifiableList(notes);
    }

    public Map<String, Spread> ratios() {
        return Collections.unmodifiableMap(ratios);
    }

    public Map<String, Spread> figures() {
        return Collections.unmodifiableMap(figures);
    }

    /** For people; the last lines, {@code name=value}, are for scripts too. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        tables.forEach(table -> text.append(table).append('\n'));
        notes.forEach(note -> text.append("  ").append(note).append('\n'));
        if (!ratios.isEmpty()) {
            text.append('\n').append(ratioTable()).append('\n');
        }
        Claim.table(named()).ifPresent(table -> text.append(table).append('\n'));
        named().forEach((name, ratio) ->
                text.append(String.format(Locale.ROOT, "%s=%.3f%n", name, ratio.median())));
        return text.toString();
    }

    private TextTable ratioTable() {
        var table =
                new TextTable("ratios of neighbouring repetitions", "ratio", "median (min–max)");
        ratios.forEach((name, ratio) -> table.row(Cell.of(name), Cell.of(ratio, 3)));
        return table;
    }
}
