package dev.pointsman.it.bench.report;

/** What stands in one place of a table. Immutable. */
public sealed interface Cell {
    /** As people read it. */
    String text();

    static Cell of(String words) {
        return new Words(words);
    }

    /** A figure, shown with this many digits after the point. */
    static Cell of(Spread spread, int digits) {
        return new Figure(spread, digits);
    }

    /** What is measured, and how. */
    record Words(String text) implements Cell {}

    /** What was measured. */
    record Figure(Spread spread, int digits) implements Cell {
        @Override
        public String text() {
            return spread.text(digits);
        }
    }
}
