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
        new Attempts(jobs, committed).check();
        new HeededCancels(broker, jobs).check();
        new KeptOrder(jobs, committed).check();
        offsetsOnlyGrow();
        broker.jobs().numbers().forEach(this::progressTellsAll);
        Violation.unless(!broker.results().isHeldUp(), "hanging: a transaction is open");
    }

    private void nothingIsDuplicatedOrUnasked() {
        var seen = new HashSet<Object>();
        for (var line : committed) {
            var job = jobs.get(line.job());
            Violation.unless(job != null && !job.cancels(), "unasked: " + line);
            var what = line instanceof Line.Result(var id, _, _) ? id : line;
            var again = line instanceof Line.Retry(_, var moved) && moved;
            Violation.unless(seen.add(what) || again, "duplicate: " + line);
        }
    }

    private void nothingIsLost() {
        var finished = finished();
        for (var job : jobs.values()) {
            Violation.unless(job.cancels() || finished.contains(job.id()), "lost: " + job.id());
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
        var run = new Namesakes(jobs, committed).check();
        for (var job : jobs.values()) {
            var expected = job.tooLarge() || !run.contains(job.id()) ? 0 : job.effects();
            var found = effects.getOrDefault(job.id(), 0);
            Violation.unless(
                    found == expected,
                    "torn: " + job.id() + " has " + found + " of " + expected + " effects");
        }
    }

    private void nothingIsReordered() {
        var latest = new HashMap<Place, Long>();
        for (var line : committed) {
            if (line instanceof Line.Result(var id, _, var end) && isInTurn(jobs.get(id), end)) {
                jobs.get(id).lane().ifPresent(lane -> inOrder(latest, id, lane));
            }
        }
    }

    /**
     * One that is withdrawn passes the others, unless it was run by then; and one that was tried
     * again has left the order of its key, if it was not to keep it. A duplicate that would have
     * been has not: it is never tried.
     */
    private boolean isInTurn(PublishedJob job, Line.End end) {
        return switch (end) {
            case Line.Run _ -> job.failures() == 0 || job.strict();
            case Line.Withdrawn _ -> false;
            case Line.Duplicate _ -> Namesakes.firstCancelOf(job, jobs).isEmpty();
        };
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
            if (RetriesTopic.home(commit.partition()) == commit.partition()) {
                cancelsAreNotAheadOfTheirJobs(commit.partition(), progress(commit.offset()));
            }
        }
    }

    /**
     * After a crash the job would be run, and nobody left to cancel it. Of a job that has been
     * tried this asks nothing more: on its way from one attempt to the next, written and not read
     * yet, there is nobody to find, so that a cancel may rightly end before it, and is remembered.
     */
    private void cancelsAreNotAheadOfTheirJobs(int partition, Progress progress) {
        for (var job : broker.jobs().jobs(partition)) {
            if (!job.cancels() && !isFinished(progress, job.id().offset())) {
                Namesakes.firstCancelOf(job, jobs)
                        .ifPresent(cancel ->
                                Violation.unless(
                                        !isFinished(progress, cancel.id().offset()),
                                        "cancelled in vain: " + job.id() + " by " + cancel.id()));
            }
        }
    }

    /** Whether the group counts all records as finished. */
    boolean isAllFinished() {
        return broker.jobs()
                .numbers()
                .allMatch(partition -> {
                    var progress = progress(broker.offsets().committed(partition));
                    return broker.jobs().jobs(partition).stream()
                            .allMatch(job -> isFinished(progress, job.id().offset()));
                });
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

    static Progress progress(CommittedOffset committed) {
        return switch (ProgressCodec.read(committed.offset(), committed.metadata())) {
            case ProgressReading.Ours(var progress) -> progress;
            case ProgressReading.Foreign(var progress) -> progress;
            case ProgressReading.Unreadable(var reason) -> throw new Violation(reason);
        };
    }

    static boolean isFinished(Progress progress, long offset) {
        return offset < progress.base()
                || progress.beyond().get(Math.toIntExact(offset - progress.base()));
    }

    private record Place(int partition, Lane lane) {}
}
