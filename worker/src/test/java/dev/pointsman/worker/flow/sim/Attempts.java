package dev.pointsman.worker.flow.sim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether each job was tried as often as it was to be: no attempt is forgotten, none is made twice,
 * and none is left out.
 */
record Attempts(Map<JobId, PublishedJob> jobs, List<Line> committed) {
    void check() {
        var attempts = new HashMap<JobId, Integer>();
        for (var line : committed) {
            switch (line) {
                case Line.Retry(var next, var moved) -> again(next, moved, attempts);
                case Line.Result(var id, _, var end) ->
                        ended(jobs.get(id), end, attempts.getOrDefault(id, 1));
                case Line.Effect _, Line.Remembered _ -> {}
            }
        }
    }

    private static void again(PublishedJob next, boolean moved, Map<JobId, Integer> attempts) {
        var before = attempts.getOrDefault(next.id(), 1);
        Violation.unless(
                next.attempt() == (moved ? before : before + 1),
                "attempts: " + next + " after " + before);
        attempts.put(next.id(), next.attempt());
    }

    /** One that is withdrawn may have had fewer, and a duplicate is never tried. */
    private static void ended(PublishedJob job, Line.End end, int attempts) {
        var isAsMany =
                switch (end) {
                    case Line.Run _ -> attempts == job.attempts();
                    case Line.Withdrawn _ -> attempts <= job.attempts();
                    case Line.Duplicate _ -> attempts == 1;
                };
        Violation.unless(isAsMany, "attempts: " + job + " has " + attempts + ", and " + end);
    }
}
