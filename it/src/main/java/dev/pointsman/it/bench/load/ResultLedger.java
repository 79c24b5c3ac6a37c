package dev.pointsman.it.bench.load;

import dev.pointsman.it.bench.BenchFailed;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Holds results against the jobs they answer: whether the answer is right, and whether it is the
 * only one. Who is quick because it does nothing is found here. Owned by one thread.
 */
public final class ResultLedger {
    /** What the ids of a backlog's jobs begin with. */
    public static final String PREFIX = "backlog-";

    private static final String SUCCESS = "success";

    private final BenchJobs jobs;
    private final boolean exactlyOnce;
    private final BitSet seen = new BitSet();

    /**
     * @param exactlyOnce whether a second result of a job is a fault; where it is not, it must at
     *     least be the same
     */
    public ResultLedger(BenchJobs jobs, boolean exactlyOnce) {
        this.jobs = jobs;
        this.exactlyOnce = exactlyOnce;
    }

    /** Ends the run if this result is not what its job asked for. */
    public void add(String id, String outcome, byte[] value) {
        if (!id.startsWith(PREFIX)) {
            throw new BenchFailed("result: " + id + " (expected: that of a job of the backlog)");
        }
        if (!outcome.equals(SUCCESS)) {
            throw new BenchFailed("result of " + id + ": " + outcome + " (expected: success)");
        }
        var number = Integer.parseInt(id, PREFIX.length(), id.length(), 10);
        if (!Arrays.equals(value, jobs.answer(number))) {
            throw new BenchFailed(
                    "result of " + id + ": " + value.length + " bytes (expected: another answer)");
        }
        if (seen.get(number) && exactlyOnce) {
            throw new BenchFailed("result of " + id + ": there twice (expected: once)");
        }
        seen.set(number);
    }

    /** How many jobs have been answered. */
    public long jobs() {
        return seen.cardinality();
    }
}
