package dev.pointsman.worker.flow.sim;

import dev.pointsman.worker.flow.Lane;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Whether no job began between the first attempt and the end of one that keeps its key's order: of
 * each job the first line tells when it was run first.
 */
record KeptOrder(Map<JobId, PublishedJob> jobs, List<Line> committed) {
    void check() {
        var waiting = new HashMap<Place, TreeSet<Long>>();
        for (var line : committed) {
            var job = jobs.get(line.job());
            job.lane().ifPresent(lane -> check(line, job, waiting(waiting, job, lane)));
        }
    }

    private static TreeSet<Long> waiting(
            Map<Place, TreeSet<Long>> waiting, PublishedJob job, Lane lane) {
        return waiting.computeIfAbsent(new Place(job.id().partition(), lane), _ -> new TreeSet<>());
    }

    private static void check(Line line, PublishedJob job, TreeSet<Long> waiting) {
        var offset = job.id().offset();
        switch (line) {
            case Line.Retry(var next, var moved) -> {
                if (next.attempt() == 2 && !moved) {
                    nobodyWaits(job, waiting);
                }
                if (job.strict()) {
                    waiting.add(offset);
                }
            }
            case Line.Result(_, _, var end) -> {
                if (end instanceof Line.Run && job.failures() == 0) {
                    nobodyWaits(job, waiting);
                }
                waiting.remove(offset);
            }
            case Line.Effect _, Line.Remembered _ -> {}
        }
    }

    private static void nobodyWaits(PublishedJob job, TreeSet<Long> waiting) {
        Violation.unless(
                waiting.headSet(job.id().offset()).isEmpty(),
                "begun between: " + job.id() + " while these wait before it: " + waiting);
    }

    private record Place(int partition, Lane lane) {}
}
