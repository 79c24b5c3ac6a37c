package dev.pointsman.worker.flow.sim;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether jobs of one name were done once, and those that were withdrawn had a cancel. */
record Namesakes(Map<JobId, PublishedJob> jobs, List<Line> committed) {
    /** Returns those that were run. */
    Set<JobId> check() {
        var done = new HashMap<String, JobId>();
        var run = new HashSet<JobId>();
        for (var line : committed) {
            if (line instanceof Line.Result(var id, _, var end)) {
                check(jobs.get(id), end, done);
                if (end instanceof Line.Run) {
                    run.add(id);
                }
            }
        }
        return run;
    }

    private void check(PublishedJob job, Line.End end, Map<String, JobId> done) {
        switch (end) {
            case Line.Run _ -> once(job, done);
            case Line.Withdrawn _ -> {
                Violation.unless(
                        cancelsOf(job, jobs).findAny().isPresent(),
                        "withdrawn by nobody: " + job.id());
                once(job, done);
            }
            case Line.Duplicate(var first) ->
                    Violation.unless(
                            isNamesake(job, first), "no duplicate: " + job.id() + " of " + first);
        }
    }

    private static void once(PublishedJob job, Map<String, JobId> done) {
        var before = done.put(job.id().partition() + " " + job.name(), job.id());
        Violation.unless(before == null, "done twice: " + before + " and " + job.id());
    }

    private boolean isNamesake(PublishedJob job, JobId first) {
        var other = jobs.get(first);
        return other != null
                && other.name().equals(job.name())
                && first.offset() < job.id().offset()
                && committed.stream().anyMatch(line -> isDone(line, first));
    }

    private static boolean isDone(Line line, JobId job) {
        return line instanceof Line.Result(var id, _, var end)
                && id.equals(job)
                && !(end instanceof Line.Duplicate);
    }

    /** The one that waits for the job, if it finds it. */
    static Optional<PublishedJob> firstCancelOf(PublishedJob job, Map<JobId, PublishedJob> jobs) {
        return cancelsOf(job, jobs).min(Comparator.comparingLong(cancel -> cancel.id().offset()));
    }

    /** Those after it, of the same name and key. */
    static Stream<PublishedJob> cancelsOf(PublishedJob job, Map<JobId, PublishedJob> jobs) {
        return jobs.values().stream().filter(job::isCancelledBy);
    }
}
