package dev.pointsman.worker.job;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.worker.context.Origin;
import dev.pointsman.worker.effects.Account;
import dev.pointsman.worker.effects.LogLine;
import dev.pointsman.worker.effects.Publication;
import dev.pointsman.worker.state.PendingWrites;
import java.util.List;
import java.util.Optional;

/**
 * A job that has ended, and what is to become visible of it, all at once. Immutable, so safe on
 * every thread.
 *
 * @param publications none unless the job succeeded
 * @param state what it has kept for the next of its key, if it succeeded
 * @param lines what the guest said, whether or not it succeeded
 * @param droppedLines how many lines more it said
 * @param account what else the worker tells of it
 * @param retrying what decides whether it is tried again; none for one that never is
 */
public record FinishedJob(
        Origin origin,
        JobResult result,
        List<Publication> publications,
        PendingWrites state,
        List<LogLine> lines,
        int droppedLines,
        Account account,
        Optional<Retrying> retrying)
        implements JobStep {
    private static final String WITHDRAWN = "the job was withdrawn before it could be tried again";

    public FinishedJob {
        publications = List.copyOf(publications);
        lines = List.copyOf(lines);
    }

    /** A job that is not told of beyond its result and its lines. */
    public FinishedJob(
            Origin origin,
            JobResult result,
            List<Publication> publications,
            PendingWrites state,
            List<LogLine> lines,
            int droppedLines) {
        this(
                origin,
                result,
                publications,
                state,
                lines,
                droppedLines,
                Account.NONE,
                Optional.empty());
    }

    /** A job of which nothing but its result is to be seen. */
    public static FinishedJob silent(Origin origin, JobResult result) {
        return new FinishedJob(origin, result, List.of(), PendingWrites.NONE, List.of(), 0);
    }

    /** The same, of one that may be tried again. */
    static FinishedJob silent(Origin origin, JobResult result, Optional<Retrying> retrying) {
        return silent(origin, result).with(retrying);
    }

    /**
     * The attempt to come; while there is one, the job has no result. Asked several times of every
     * job.
     */
    public Optional<Retrying.Again> again() {
        return retrying.isPresent()
                ? retrying.get().after(result.outcome(), result.time())
                : Optional.empty();
    }

    /**
     * Whether later jobs of its key have to wait for it, until it is known how it ended. Asked of
     * every job.
     */
    public boolean keepsOrder() {
        return retrying.isPresent()
                && retrying.get()
                        .keepsOrder(result.outcome(), result.time(), !publications.isEmpty());
    }

    /** The same job, which is not tried again however it ended. */
    public FinishedJob notRetried() {
        return with(retrying.map(Retrying::over));
    }

    /** The same job, withdrawn before it came to an end: none of its effects is left. */
    public FinishedJob withdrawn() {
        return new FinishedJob(
                origin,
                result.withOutcome(new Outcome.Cancelled(ErrorCode.WITHDRAWN, WITHDRAWN)),
                List.of(),
                PendingWrites.NONE,
                lines,
                droppedLines,
                account.withoutRecording(),
                retrying.map(Retrying::over));
    }

    /** How the job ended, and nothing else of it. */
    public FinishedJob silenced() {
        return silent(origin, result, retrying);
    }

    /** What it holds of memory, at most. */
    public long bytes() {
        return HeldBytes.of(this);
    }

    /** The same job, ended by this error instead: none of its effects is left. */
    public FinishedJob failedWith(ErrorCode code, String detail) {
        return new FinishedJob(
                origin,
                result.withOutcome(new Outcome.Errored(code, detail)),
                List.of(),
                PendingWrites.NONE,
                lines,
                droppedLines,
                account.withoutCounts(),
                retrying);
    }

    /** The same job, effects and all, of which no record tells but its result. */
    public FinishedJob withoutReports() {
        return new FinishedJob(
                origin,
                result,
                publications,
                state,
                lines,
                droppedLines,
                account.withoutReports(),
                retrying);
    }

    private FinishedJob with(Optional<Retrying> decided) {
        return new FinishedJob(
                origin, result, publications, state, lines, droppedLines, account, decided);
    }
}
