package dev.pointsman.it.bench.suite;

import dev.pointsman.it.bench.measure.Workbench;
import dev.pointsman.it.bench.report.Report;

/** One question to be measured. */
public interface Suite {
    /** What it is asked for by. */
    String name();

    /** The question, in a line. */
    String question();

    /** Whether what it measures asks a broker, which has to be warm then. */
    default boolean asksBroker() {
        return true;
    }

    /** Measures, and reports what it has found. */
    void run(Workbench bench, Report report);
}
