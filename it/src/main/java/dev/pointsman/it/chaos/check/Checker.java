package dev.pointsman.it.chaos.check;

import static dev.pointsman.it.chaos.check.AnomalyKind.LOST;
import static dev.pointsman.it.chaos.check.AnomalyKind.STATE_WRONG;
import static dev.pointsman.it.chaos.check.AnomalyKind.TORN;

import dev.pointsman.it.chaos.jobs.Model;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a run has left behind, and finds what should not be: it knows nothing of how the
 * records came there. Owned by one thread, used once.
 */
public final class Checker {
    /** Of so many some come in time, whatever else goes wrong. */
    private static final int MANY_CANCELS = 50;

    private final Findings findings = new Findings();
    private final JobLedger jobs;
    private final List<String> unsure = new ArrayList<>();
    private int deletedRetries;

    public Checker(Model model) {
        this.jobs = new JobLedger(model);
    }

    /**
     * Checks all of it.
     *
     * @param seen what a reader saw during the run
     * @param seenRetries what another one saw of what may be deleted
     * @param snapshots the group's progress at moments of the run
     */
    public Findings check(
            Logs logs, SeenResults seen, SeenRetries seenRetries, List<Snapshot> snapshots) {
        logs.read(LogTopic.JOBS, jobs::add);
        results(logs, seen);
        var effects = new EffectCheck(jobs, findings);
        logs.read(LogTopic.DEAD_LETTERS, effects::deadLetter);
        logs.read(LogTopic.ALERTS, effects::event);
        retries(logs, seenRetries, effects);
        jobs.jobs().forEach(this::whole);
        heeded();
        var state = new StateCheck(findings);
        logs.read(LogTopic.STATE, state::accept);
        state.compare(jobs.counts());
        progress(logs, snapshots);
        return findings;
    }

    /** How many jobs there were, once they are checked. */
    public int jobs() {
        return jobs.size();
    }

    /**
     * What could not be checked, a sentence each: whatever was found, it does not count as good.
     */
    public List<String> unsure() {
        return List.copyOf(unsure);
    }

    /** How many retries were deleted before the end, and seen before that. */
    public int deletedRetries() {
        return deletedRetries;
    }

    /** How many cancels of jobs there were. */
    public int cancels() {
        return jobs.cancels();
    }

    /** How many jobs were withdrawn by them. */
    public long withdrawn() {
        return jobs.jobs().values().stream().filter(JobEntry::isWithdrawn).count();
    }

    /** How many of those had failed before, and were to be tried again. */
    public long withdrawnRetries() {
        return jobs.jobs().values().stream()
                .filter(job -> job.isWithdrawn() && job.expectedAttempts() > 1)
                .count();
    }

    private void results(Logs logs, SeenResults seen) {
        var results = new ResultCheck(jobs, findings);
        logs.read(
                LogTopic.RESULTS,
                record -> {
                    results.accept(record);
                    seen.compare(record).forEach(this::inconsistent);
                });
        seen.leftOver().forEach(this::inconsistent);
    }

    private void retries(Logs logs, SeenRetries seen, EffectCheck effects) {
        var retries = new RetryCheck(effects, findings);
        logs.read(LogTopic.RETRIES, retries::accept);
        unsure.addAll(retries.count(seen, logs.beginnings(LogTopic.RETRIES)));
        deletedRetries = retries.deleted();
    }

    private void inconsistent(String fault) {
        findings.add(TORN, LogTopic.RESULTS.topic() + "-" + fault);
    }

    /** Each may come too late; all of them do where nobody heeds them. */
    private void heeded() {
        if (cancels() >= MANY_CANCELS && withdrawn() == 0) {
            findings.add(LOST, "of " + cancels() + " cancels none has withdrawn its job");
        }
    }

    /** Whether the parts of the job's outcome are all there, or none of them. */
    private void whole(String id, JobEntry job) {
        if (job.results() == 0) {
            findings.add(LOST, id + ", " + job + " has no result");
        }
        parts(id, job, "dead letters", job.deadLetters(), job.expectedDeadLetters());
        if (unsure.isEmpty()) {
            parts(id, job, "retries", job.retries(), job.expectedAttempts() - 1);
        }
        parts(id, job, "published records", job.events(), job.expectedEvents());
    }

    /** One too many is torn as well: it is of a run whose outcome was taken back. */
    private void parts(String id, JobEntry job, String what, int found, int expected) {
        var due = job.results() == 0 ? 0 : expected;
        if (found != due) {
            findings.add(
                    TORN, id + ", " + job + " has " + what + ": " + found + ", expected " + due);
        }
    }

    private void progress(Logs logs, List<Snapshot> snapshots) {
        var progress = new ProgressCheck(jobs, findings);
        snapshots.forEach(progress::during);
        logs.committed().forEach(progress::atTheEnd);
        logs.hanging().forEach(where -> findings.add(STATE_WRONG, "a transaction hangs: " + where));
    }
}
