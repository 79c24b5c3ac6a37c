package dev.pointsman.it.bench.suite;

import dev.pointsman.it.bench.measure.Throughput;
import dev.pointsman.it.bench.report.Cell;
import dev.pointsman.it.bench.report.Pairs;
import dev.pointsman.it.bench.report.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What one contender did in all repetitions. Owned by one thread. */
final class Throughputs {
    private final List<Throughput> all = new ArrayList<>();

    void add(Throughput throughput) {
        all.add(throughput);
    }

    double median() {
        return spread(Throughput::perSecond).median();
    }

    Cell perSecond() {
        return Cell.of(spread(Throughput::perSecond), 0);
    }

    Cell clientMicros() {
        return Cell.of(spread(Throughput::clientMicros), 1);
    }

    Cell brokerMicros() {
        return Cell.of(spread(Throughput::brokerMicros), 1);
    }

    Cell allocatedKibibytes() {
        return Cell.of(spread(Throughput::allocatedKibibytes), 1);
    }

    Cell residentMebibytes() {
        return Cell.of(spread(Throughput::residentMebibytes), 0);
    }

    /** How the figure compares with the neighbour's. */
    Spread over(Throughputs other, ToDoubleFunction<Throughput> figure) {
        return Pairs.ratios(values(figure), other.values(figure));
    }

    Spread spread(ToDoubleFunction<Throughput> figure) {
        return Spread.of(values(figure));
    }

    private List<Double> values(ToDoubleFunction<Throughput> figure) {
        return all.stream().map(figure::applyAsDouble).toList();
    }
}
