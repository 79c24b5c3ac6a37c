package dev.pointsman.it.bench.suite;

import dev.pointsman.it.bench.load.Work;
import dev.pointsman.it.bench.measure.ThroughputRun;
import dev.pointsman.it.bench.measure.Workbench;
import java.util.OptionalDouble;

/**
 * How many trivial jobs a second the worker does at most, measured once a run. Owned by one thread.
 */
final class FullLoad {
    private OptionalDouble perSecond = OptionalDouble.empty();

    void learn(double measured) {
        perSecond = OptionalDouble.of(measured);
    }

    double perSecond(Workbench bench) {
        if (perSecond.isEmpty()) {
            var interval = bench.plan().worker().commitInterval();
            var run = new ThroughputRun(bench);
            learn(
                    run.measure(bench.worker(), bench.usualShape(), Work.TRIVIAL, interval)
                            .perSecond());
        }
        return perSecond.orElseThrow();
    }
}
