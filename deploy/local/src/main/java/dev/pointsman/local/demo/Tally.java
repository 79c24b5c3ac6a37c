package dev.pointsman.local.demo;

import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobResult;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came of some jobs, counted.
 *
 * @param jobs how many were published
 * @param results how many result records there are
 * @param lost jobs without a result
 * @param duplicated results beyond a job's first, and published events beyond the first of their id
 */
record Tally(int jobs, int results, long lost, long duplicated) {
    static Tally of(Set<JobId> published, List<JobResult> results, Collection<String> eventIds) {
        var counts = new HashMap<JobId, Integer>();
        results.forEach(result -> counts.merge(result.id(), 1, Integer::sum));
        var lost = published.stream().filter(job -> !counts.containsKey(job)).count();
        var repeatedEvents = eventIds.size() - Set.copyOf(eventIds).size();
        return new Tally(
                published.size(), results.size(), lost, beyondFirst(counts) + repeatedEvents);
    }

    boolean isFlawless() {
        return lost == 0 && duplicated == 0 && jobs == results;
    }

    @Override
    public String toString() {
        return "jobs="
                + jobs
                + " results="
                + results
                + " lost="
                + lost
                + " duplicated="
                + duplicated;
    }

    private static long beyondFirst(Map<JobId, Integer> counts) {
        return counts.values().stream().mapToLong(count -> count - 1L).sum();
    }
}
