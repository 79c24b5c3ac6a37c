package dev.pointsman.it.bench;

import dev.pointsman.it.bench.load.Shape;
import dev.pointsman.it.bench.load.Work;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much is measured, and of what. Immutable, so safe on every thread.
 *
 * @param repetitions of everything, in turn
 * @param warmUp CPU time a process takes before it is measured
 * @param window how long each measurement takes
 * @param backlog jobs published beforehand
 * @param shapes how jobs lie in their topic; claims are made of the first
 * @param jobs kinds of those that the suite of the worker is about
 * @param slowJob how long the slow job takes
 * @param valueBytes of a trivial job
 * @param modules how many there are, where there are many
 * @param worker how the worker is set up
 */
public record Plan(
        int repetitions,
        Duration warmUp,
        Duration window,
        long backlog,
        List<Shape> shapes,
        List<Work> jobs,
        Duration slowJob,
        int valueBytes,
        int modules,
        WorkerSetup worker) {
    /**
     * How the worker is set up.
     *
     * @param concurrency jobs it runs at once
     * @param commitInterval its, and the copy loop's beside it
     * @param latencyInterval the same, where latency is measured
     * @param compression of what it writes, and the copy loop beside it
     * @param more keys of its configuration
     */
    public record WorkerSetup(
            int concurrency,
            Duration commitInterval,
            Duration latencyInterval,
            String compression,
            Map<String, String> more) {
        public WorkerSetup {
            more = Map.copyOf(more);
        }

        /** The same with a key of its configuration set. */
        public WorkerSetup with(String key, String value) {
            var all = new HashMap<>(more);
            all.put(key, value);
            return new WorkerSetup(concurrency, commitInterval, latencyInterval, compression, all);
        }
    }

    public Plan {
        requireOneOrMore("repetitions", repetitions);
        requireOneOrMore("seconds", window.toSeconds());
        requireOneOrMore("backlog", backlog);
        requireOneOrMore("modules", modules);
        requireOneOrMore("value-bytes", valueBytes);
        shapes = List.copyOf(shapes);
        jobs = List.copyOf(jobs);
    }

    private static void requireOneOrMore(String name, long number) {
        if (number < 1) {
            throw new IllegalArgumentException(
                    "--" + name + ": " + number + " (expected: 1 or more)");
        }
    }

    /** Of what takes long, or is no claim. */
    public int fewerRepetitions() {
        return (repetitions + 1) / 2;
    }
}
