package dev.pointsman.worker.flow.sim;

import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Seeds, one after another, each a simulation of its own.
 *
 * @param first of them
 * @param planted what goes wrong in them on purpose
 */
record Seeds(long first, long count, Optional<Mistake> planted) {
    Seeds {
        if (count <= 0) {
            throw new IllegalArgumentException("count: " + count + " (expected: 1 or more)");
        }
    }

    /**
     * Up to the first that fails.
     *
     * @param progress is told how many have been run
     */
    Report run(LongConsumer progress) {
        var steps = 0L;
        var calmSteps = 0;
        var aborted = 0;
        for (var done = 0L; done < count; done++) {
            try {
                var summary = Simulation.run(first + done, planted, Trace.SILENT);
                steps += summary.steps();
                calmSteps = Math.max(calmSteps, summary.calmSteps());
                aborted += summary.abortedLines() > 0 ? 1 : 0;
            } catch (Violation
                    | IllegalStateException
                    | IllegalArgumentException
                    | NoSuchElementException failed) {
                return new Report(
                        done, steps, calmSteps, aborted, Optional.of(failed(done, failed)));
            }
            progress.accept(done + 1);
        }
        return new Report(count, steps, calmSteps, aborted, Optional.empty());
    }

    private Failure failed(long done, RuntimeException reason) {
        return new Failure(first + done, reason);
    }

    /**
     * What came of them.
     *
     * @param kept how many seeds kept all promises
     * @param calmSteps the most it took one of them to end after the last fault
     * @param aborted how many wrote something in vain, so that something broke in mid-transaction
     * @param failure the first that did not keep a promise
     */
    record Report(long kept, long steps, int calmSteps, int aborted, Optional<Failure> failure) {}

    /** A seed that failed. */
    record Failure(long seed, RuntimeException reason) {
        private static final String REPLAY =
                "mvn test -pl contracts,worker -Dtest=ReplayTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dsim.seed=";

        @Override
        public String toString() {
            return "seed " + seed + ": " + reason.getMessage() + "\nTo see how: " + REPLAY + seed;
        }
    }
}
