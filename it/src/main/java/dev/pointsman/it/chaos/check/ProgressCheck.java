package dev.pointsman.it.chaos.check;

import static dev.pointsman.it.chaos.check.AnomalyKind.STATE_WRONG;

import dev.pointsman.worker.flow.Progress;
import java.util.BitSet;

/**
 * Whether the group's committed offsets and their metadata agree with the results, at moments of
 * the run and at its end. Owned by one thread.
 */
final class ProgressCheck {
    private final JobLedger jobs;
    private final Findings findings;

    ProgressCheck(JobLedger jobs, Findings findings) {
        this.jobs = jobs;
        this.findings = findings;
    }

    void during(Snapshot snapshot) {
        var committed = snapshot.committed();
        committed
                .progress()
                .ifPresentOrElse(
                        progress -> compare(snapshot, progress), () -> unreadable(committed));
    }

    void atTheEnd(CommittedOffset committed) {
        committed
                .progress()
                .ifPresentOrElse(
                        progress -> compare(committed.partition(), progress),
                        () -> unreadable(committed));
    }

    private void compare(Snapshot snapshot, Progress progress) {
        var beyond = progress.beyond();
        for (var job : jobs.in(snapshot.committed().partition())) {
            var finished = isFinished(progress.base(), beyond, job.offset());
            // One that is tried again has gone elsewhere, and is answered later.
            if (finished
                    && job.expectedAttempts() == 1
                    && !job.isAnsweredBefore(snapshot.after())) {
                found(job, "was counted as finished before it had a result");
            } else if (!finished && job.isAnsweredBefore(snapshot.before())) {
                found(job, "had a result and was not counted as finished");
            }
        }
        for (var cancel : jobs.cancels(snapshot.committed().partition())) {
            if (cancel.isFirst()
                    && isFinished(progress.base(), beyond, cancel.offset())
                    && !cancel.job().isAnsweredBefore(snapshot.after())) {
                answeredLater(cancel.job());
            }
        }
    }

    /**
     * One that is tried again may have been on its way when its cancel came, where nobody finds it;
     * then it is withdrawn when it is there, and whoever owns its partition by then.
     */
    private void answeredLater(JobEntry job) {
        if (job.expectedAttempts() == 1) {
            found(job, "had no result when its cancel was counted as finished");
        } else if (!job.isWithdrawn()) {
            found(job, "was done after its cancel was counted as finished");
        }
    }

    private void compare(int partition, Progress progress) {
        var beyond = progress.beyond();
        for (var job : jobs.in(partition)) {
            var finished = isFinished(progress.base(), beyond, job.offset());
            if (finished != job.results() > 0) {
                found(job, finished ? "is counted as finished without a result" : "is not counted");
            }
        }
        for (var cancel : jobs.cancels(partition)) {
            if (!isFinished(progress.base(), beyond, cancel.offset())) {
                findings.add(STATE_WRONG, cancel + " is not counted");
            }
        }
    }

    private void found(JobEntry job, String what) {
        if (job.isNewlyMiscounted()) {
            findings.add(STATE_WRONG, job + " " + what);
        }
    }

    private void unreadable(CommittedOffset committed) {
        findings.add(
                STATE_WRONG,
                "partition " + committed.partition() + ": no such metadata: " + committed);
    }

    private static boolean isFinished(long base, BitSet beyond, long offset) {
        var place = offset - base;
        return place < 0 || (place < Progress.WINDOW && beyond.get(Math.toIntExact(place)));
    }
}
