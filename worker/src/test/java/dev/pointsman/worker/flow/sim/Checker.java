package dev.pointsman.worker.flow.sim;

import dev.pointsman.worker.flow.Lane;
import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.ProgressCodec;
import dev.pointsman.worker.flow.ProgressReading;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells from the topics alone whether all promises were kept. */
final class Checker {
    private final Broker broker;
    private final List<Line> committed;
    private final Map<JobId, PublishedJob> jobs = new HashMap<>();

    Checker(Broker broker) {
        this.broker = broker;
        this.committed = broker.results().committed();
        broker.jobs().jobs().forEach(job -> jobs.put(job.id(), job));
    }

    void check() {
        nothingIsDuplicatedOrUnasked();
        nothingIsLost();
        nothingIsTorn();
        nothingIsReordered();
        attemptsAreAsMany();
        offsetsOnlyGrow();
        broker.jobs().numbers().forEach(this::progressTellsAll);
        Violation.unless(!broker.results().isHeldUp(), "hanging: a transaction is open");
    }

    private void nothingIsDuplicatedOrUnasked() {
        var seen = new HashSet<Object>();
        for (var line : committed) {
            Violation.unless(jobs.containsKey(line.job()), "unasked: " + line);
            var what = line instanceof Line.Result(var job, _) ? job : line;
            var again = line instanceof Line.Retry(_, var moved) && moved;
            Violation.unless(seen.add(what) || again, "duplicate: " + line);
        }
    }

    /** None is forgotten, none is made twice, and none is left out. */
    private void attemptsAreAsMany() {
        var attempts = new HashMap<JobId, Integer>();
        for (var line : committed) {
            if (line instanceof Line.Retry(var next, var moved)) {
                var before = attempts.getOrDefault(next.id(), 1);
                Violation.unless(
                        next.attempt() == (moved ? before : before + 1),
                        "attempts: " + line + " after " + before);
                attempts.put(next.id(), next.attempt());
            }
        }
        for (var job : jobs.values()) {
            Violation.unless(
                    attempts.getOrDefault(job.id(), 1) == job.attempts(),
                    "attempts: " + job + " has " + attempts.get(job.id()));
        }
    }

    private void nothingIsLost() {
        var finished = finished();
        for (var job : jobs.keySet()) {
            Violation.unless(finished.contains(job), "lost: " + job);
        }
    }

    private Set<JobId> finished() {
        var finished = new HashSet<JobId>();
        committed.stream()
                .filter(line -> line instanceof Line.Result)
                .forEach(line -> finished.add(line.job()));
        return finished;
    }

    private void nothingIsTorn() {
        var effects = new HashMap<JobId, Integer>();
        committed.stream()
                .filter(line -> line instanceof Line.Effect)
                .forEach(line -> effects.merge(line.job(), 1, Integer::sum));
        for (var job : jobs.values()) {
            var expected = job.tooLarge() ? 0 : job.effects();
            var found = effects.getOrDefault(job.id(), 0);
            Violation.unless(
                    found == expected,
                    "torn: " + job.id() + " has " + found + " of " + expected + " effects");
        }
    }

    private void nothingIsReordered() {
        var latest = new HashMap<Place, Long>();
        for (var line : committed) {
            if (line instanceof Line.Result(var id, _)) {
                var job = jobs.get(id);
                // One that was tried again has left the order of its key.
                job.lane()
                        .filter(_ -> job.failures() == 0)
                        .ifPresent(lane -> inOrder(latest, id, lane));
            }
        }
    }

    private static void inOrder(Map<Place, Long> latest, JobId id, Lane lane) {
        var before = latest.put(new Place(id.partition(), lane), id.offset());
        Violation.unless(
                before == null || before < id.offset(), "reordered: " + id + " after " + before);
    }

    private void offsetsOnlyGrow() {
        var latest = new HashMap<Integer, Long>();
        for (var commit : broker.offsets().log()) {
            var before = latest.put(commit.partition(), commit.offset().offset());
            Violation.unless(
                    before == null || before <= commit.offset().offset(),
                    "nonmonotonic: " + commit + " after " + before);
        }
    }

    private void progressTellsAll(int partition) {
        var progress = progress(broker.offsets().committed(partition));
        var records = broker.jobs().jobs(partition);
        Violation.unless(
                progress.base() <= records.getLast().id().offset() + 1,
                "beyond the end: " + progress);
        for (var job : records) {
            Violation.unless(
                    isFinished(progress, job.id().offset()),
                    "unfinished: " + job.id() + " by " + progress);
        }
        retriesAreFinished(partition);
    }

    private void retriesAreFinished(int partition) {
        var records = broker.retries().committed(partition);
        var progress = progress(broker.offsets().committed(RetriesTopic.number(partition)));
        for (var record : records) {
            Violation.unless(
                    isFinished(progress, record.offset()),
                    "unfinished: retry " + record + " by " + progress);
        }
    }

    private static Progress progress(CommittedOffset committed) {
        return switch (ProgressCodec.read(committed.offset(), committed.metadata())) {
            case ProgressReading.Ours(var progress) -> progress;
            case ProgressReading.Foreign(var progress) -> progress;
            case ProgressReading.Unreadable(var reason) -> throw new Violation(reason);
        };
    }

    private static boolean isFinished(Progress progress, long offset) {
        return offset < progress.base()
                || progress.beyond().get(Math.toIntExact(offset - progress.base()));
    }

    private record Place(int partition, Lane lane) {}
}
