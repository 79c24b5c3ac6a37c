package dev.pointsman.it.bench.suite;

import dev.pointsman.it.bench.load.Work;
import dev.pointsman.it.bench.measure.Workbench;
import dev.pointsman.it.bench.report.Report;

/** All of the worker but the sandbox: what lanes, offsets in flight and batches cost. */
final class IntakeSuite implements Suite {
    @Override
    public String name() {
        return "intake";
    }

    @Override
    public String question() {
        return "what does the worker cost without its guests, beside the copy loop?";
    }

    @Override
    public void run(Workbench bench, Report report) {
        var found =
                BesideCopy.measure(
                        bench,
                        bench.intake(),
                        new Jobs(bench.usualShape(), Work.TRIVIAL),
                        bench.plan().fewerRepetitions());
        var table =
                BesideCopy.table(
                        "intake: the worker with a no-op in place of Wasm, beside the copy loop");
        found.rows(table, name());
        found.ratios(report, name(), "");
        report.table(table);
    }
}
