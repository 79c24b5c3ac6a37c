package dev.pointsman.it.chaos.jobs;

import dev.pointsman.contracts.Outcome;
import java.util.HashMap;
import java.util.Map;

/**
 * How far each lane has counted, as its jobs are told in their order: what a counter must answer
 * hangs on those before it. Owned by one thread.
 */
public final class Counts {
    private final Map<String, Integer> byLane = new HashMap<>();

    /** The answer of the next job, with its number if it counts. */
    public Answer next(Answer answer) {
        return counts(answer)
                ? answer.saying(Integer.toString(byLane.merge(answer.lane(), 1, Integer::sum)))
                : answer;
    }

    /** Whether it is one of those that count, and is counted. */
    public static boolean counts(Answer answer) {
        return answer.isCounter() && answer.outcome() instanceof Outcome.Succeeded;
    }

    /** How far all have got. */
    public Map<String, Integer> all() {
        return Map.copyOf(byLane);
    }
}
