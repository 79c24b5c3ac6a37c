package dev.pointsman.it.bench;

import dev.pointsman.it.bench.report.JsonReport;
import dev.pointsman.it.bench.report.Machine;
import dev.pointsman.it.bench.report.Plot;
import dev.pointsman.it.bench.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files a run leaves. Immutable, so safe on every thread. */
record Outputs(Path json, Path plot) {
    /** Before anything is measured: afterwards it would be lost. */
    void makeFolders() throws IOException {
        for (var file : List.of(json, plot)) {
            Files.createDirectories(file.toAbsolutePath().normalize().getParent());
        }
    }

    void write(Report report, Plan plan, Machine before, Machine after) throws IOException {
        Files.writeString(json, JsonReport.of(report, plan, before, after));
        Files.writeString(plot, Plot.of(report, after));
        System.err.println("written: " + json + ", " + plot);
    }
}
