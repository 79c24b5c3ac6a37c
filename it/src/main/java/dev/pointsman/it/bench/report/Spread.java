package dev.pointsman.it.bench.report;

import java.util.Collection;
import java.util.Locale;

/** Repetitions of one measurement: their median, and how far they lie apart. Immutable. */
public record Spread(double median, double min, double max) {
    public static Spread of(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("values: none (expected: one or more)");
        }
        var sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        var upper = sorted[sorted.length / 2];
        var lower = sorted[(sorted.length - 1) / 2];
        return new Spread((lower + upper) / 2, sorted[0], sorted[sorted.length - 1]);
    }

    /** For a table, with this many digits after the point. */
    public String text(int digits) {
        var form = "%." + digits + "f";
        return String.format(Locale.ROOT, form + " (" + form + "–" + form + ")", median, min, max);
    }
}
