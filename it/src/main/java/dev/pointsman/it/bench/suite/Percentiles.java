package dev.pointsman.it.bench.suite;

import dev.pointsman.it.bench.load.Latencies;
import dev.pointsman.it.bench.load.Latencies.Summary;
import dev.pointsman.it.bench.report.Cell;
import dev.pointsman.it.bench.report.Pairs;
import dev.pointsman.it.bench.report.Spread;
import dev.pointsman.it.bench.report.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The latencies of one contender in all repetitions. Owned by one thread. */
final class Percentiles {
    private final List<Latencies.Summary> all = new ArrayList<>();

    void add(Summary summary) {
        all.add(summary);
    }

    /** A table these go into by {@link #row}, after a first column. */
    static TextTable table(String title, String first, String second) {
        return new TextTable(title, first, second, "p50 ms", "p99 ms", "p99.9 ms", "max ms");
    }

    void row(TextTable table, String first, String second) {
        table.row(
                Cell.of(first),
                Cell.of(second),
                cell(Summary::p50),
                cell(Summary::p99),
                cell(Summary::p999),
                cell(Summary::max));
    }

    /** How the percentile compares with the neighbour's. */
    Spread over(Percentiles other, ToDoubleFunction<Summary> percentile) {
        return Pairs.ratios(values(percentile), other.values(percentile));
    }

    /** By how many milliseconds the 99th percentile exceeds this many. */
    Spread beyond(long millis) {
        return Spread.of(values(summary -> summary.p99() - millis));
    }

    private Cell cell(ToDoubleFunction<Summary> percentile) {
        return Cell.of(Spread.of(values(percentile)), 1);
    }

    private List<Double> values(ToDoubleFunction<Summary> percentile) {
        return all.stream().map(percentile::applyAsDouble).toList();
    }
}
