package dev.pointsman.worker.observe.admin;

import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.observe.meters.JobLabels;
import dev.pointsman.worker.observe.meters.LabelledListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many jobs have ended and how, and the last of those that failed, for the page. Names are
 * bounded as they are in metrics. Safe on every thread.
 */
public final class Tally implements LabelledListener {
    private static final int MAX_FAILURES = 100;

    private final Map<String, Long> outcomes = new TreeMap<>();
    private final Map<String, Long> errors = new TreeMap<>();
    private final Map<String, Map<String, Long>> tenants = new TreeMap<>();
    private final Map<String, Map<String, Long>> modules = new TreeMap<>();
    private final Deque<Map<String, Object>> failures = new ArrayDeque<>();

    @Override
    public synchronized void jobsEnded(List<FinishedJob> jobs, JobLabels about) {
        var ended = 0;
        for (var job : jobs) {
            if (job.again().isEmpty()) {
                ended++;
                hasEnded(job, about);
            }
        }
        if (ended > 0) {
            count(outcomes, about.outcome(), ended);
            count(ofName(tenants, about.tenant()), about.outcome(), ended);
            count(ofName(modules, about.module()), about.outcome(), ended);
        }
    }

    /** Jobs that were cancelled, a flood of duplicates say, hide none that failed. */
    private void hasEnded(FinishedJob job, JobLabels about) {
        if (job.result().outcome().reason().isPresent()) {
            count(errors, about.errorType(), 1);
            remember(job, about);
        }
    }

    private static Map<String, Long> ofName(Map<String, Map<String, Long>> counts, String name) {
        return counts.computeIfAbsent(name, _ -> new TreeMap<>());
    }

    private static void count(Map<String, Long> counts, String what, long number) {
        counts.merge(what, number, Long::sum);
    }

    /** Without the detail: a guest's last words are in it. */
    private void remember(FinishedJob job, JobLabels about) {
        if (failures.size() == MAX_FAILURES) {
            failures.removeLast();
        }
        failures.addFirst(
                Map.of(
                        "time", job.result().time().toString(),
                        "tenant", about.tenant(),
                        "module", about.module(),
                        "job", job.result().id().value(),
                        "record", job.origin().toString(),
                        "error", about.errorType()));
    }

    synchronized Map<String, Long> outcomes() {
        return new TreeMap<>(outcomes);
    }

    synchronized Map<String, Long> errors() {
        return new TreeMap<>(errors);
    }

    synchronized List<Map<String, Object>> failures() {
        return new ArrayList<>(failures);
    }

    synchronized Map<String, Long> ofTenant(String tenant) {
        return new TreeMap<>(tenants.getOrDefault(tenant, Map.of()));
    }

    synchronized Map<String, Map<String, Long>> modules() {
        var copy = new TreeMap<String, Map<String, Long>>();
        modules.forEach((name, counts) -> copy.put(name, new TreeMap<>(counts)));
        return copy;
    }
}
