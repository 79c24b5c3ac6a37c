package dev.pointsman.it.bench.load;

import dev.pointsman.it.bench.BenchFailed;
import java.util.BitSet;

/**
 * Which of a schedule's jobs have a result, and after how long. A second result of a job ends the
 * run: what it measures is no exactly-once. Owned by one thread.
 */
final class Arrivals {
    private final Schedule schedule;
    private final String prefix;
    private final BitSet seen = new BitSet();
    private final Latencies latencies = new Latencies();

    /**
     * @param prefix what the ids of the schedule's jobs begin with; other results are none of them
     */
    Arrivals(Schedule schedule, String prefix) {
        this.schedule = schedule;
        this.prefix = prefix;
    }

    void arrived(String id, long atNanos) {
        if (!id.startsWith(prefix)) {
            return;
        }
        var number = Integer.parseInt(id, prefix.length(), id.length(), 10);
        if (seen.get(number)) {
            throw new BenchFailed("job " + id + " has two results (expected: one)");
        }
        seen.set(number);
        if (schedule.counts(number)) {
            latencies.add(atNanos - schedule.dueNanos(number));
        }
    }

    boolean complete() {
        return seen.cardinality() == schedule.jobs();
    }

    long missing() {
        return schedule.jobs() - seen.cardinality();
    }

    Latencies.Summary summary() {
        return latencies.summary();
    }
}
