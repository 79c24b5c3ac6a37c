package dev.pointsman.it.bench.measure;

import dev.pointsman.it.bench.load.BenchJobs;
import java.time.Duration;
import java.util.List;

/**
 * From where to where, and how often it is committed. Immutable, so safe on every thread.
 *
 * @param name unique in the run; the group and the topics are called after it
 */
record Assignment(String brokers, String name, BenchJobs jobs, Duration commitInterval) {
    String results() {
        return name + ".results";
    }

    String deadLetters() {
        return name + ".dead-letters";
    }

    /** Where typical jobs publish. */
    String published() {
        return name + ".published";
    }

    String state() {
        return name + ".state";
    }

    /** Where jobs wait that are tried again; it has as many partitions as the jobs. */
    String retries() {
        return name + ".retries";
    }

    /** The topics that are there for it alone, those that are the worker's own aside. */
    List<String> topics() {
        return List.of(results(), deadLetters(), published());
    }
}
