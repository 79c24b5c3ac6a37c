package dev.pointsman.it.bench.suite;

import dev.pointsman.it.bench.measure.Contender;
import dev.pointsman.it.bench.measure.Throughput;
import dev.pointsman.it.bench.measure.ThroughputRun;
import dev.pointsman.it.bench.measure.Workbench;
import dev.pointsman.it.bench.report.Cell;
import dev.pointsman.it.bench.report.Report;
import dev.pointsman.it.bench.report.TextTable;

/**
 * A contender and the copy loop in turn, on jobs of one shape. Owned by one thread.
 *
 * @param copy what the loop did
 * @param other what the contender did
 */
record BesideCopy(Jobs jobs, Throughputs copy, Throughputs other) {
    static BesideCopy measure(Workbench bench, Contender contender, Jobs jobs, int repetitions) {
        var run = new ThroughputRun(bench);
        var interval = bench.plan().worker().commitInterval();
        var found = new BesideCopy(jobs, new Throughputs(), new Throughputs());
        for (var repetition = 0; repetition < repetitions; repetition++) {
            found.copy.add(run.measure(bench.copy(), jobs.shape(), jobs.work(), interval));
            found.other.add(run.measure(contender, jobs.shape(), jobs.work(), interval));
        }
        return found;
    }

    static TextTable table(String title) {
        return new TextTable(
                title,
                "jobs",
                "partitions",
                "keys",
                "tenants",
                "who",
                "records/s",
                "client µs/record",
                "broker µs/record",
                "KiB/record",
                "RSS MiB");
    }

    void rows(TextTable table, String who) {
        row(table, "copy", copy);
        row(table, who, other);
    }

    /**
     * Reports how the two compare.
     *
     * @param name what the names of the ratios begin with
     * @param suffix what they end with
     */
    void ratios(Report report, String name, String suffix) {
        report.ratio(name + "_over_copy" + suffix, other.over(copy, Throughput::perSecond));
        report.ratio(name + "_cpu_over_copy" + suffix, other.over(copy, Throughput::micros));
        report.ratio(
                name + "_client_cpu_over_copy" + suffix,
                other.over(copy, Throughput::clientMicros));
        report.ratio(
                name + "_broker_cpu_over_copy" + suffix,
                other.over(copy, Throughput::brokerMicros));
    }

    private void row(TextTable table, String who, Throughputs found) {
        table.row(
                Cell.of(jobs.work().toString()),
                Cell.of(Integer.toString(jobs.shape().partitions())),
                Cell.of(jobs.shape().keysInWords()),
                Cell.of(Integer.toString(jobs.shape().tenants())),
                Cell.of(who),
                found.perSecond(),
                found.clientMicros(),
                found.brokerMicros(),
                found.allocatedKibibytes(),
                found.residentMebibytes());
    }
}
