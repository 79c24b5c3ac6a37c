package dev.pointsman.worker.job;

import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.StateScope;
import dev.pointsman.worker.effects.LogLine;
import dev.pointsman.worker.effects.Publication;
import dev.pointsman.worker.state.PendingWrites;
import java.util.List;

/**
 * What a job that has ended holds of memory, at most, and the records with it that make it visible,
 * which are there until it is committed. Tenants choose most of it, and more jobs are begun for as
 * long as there seems to be room. Asked of every job, so without a stream. Stateless.
 */
final class HeldBytes {
    /** A job and its result's record, whatever they say. */
    private static final int A_JOB = 1_536;

    /** A problem document without its detail. */
    private static final int A_PROBLEM = 640;

    /** A dead letter, or the job's record for another attempt; headers they share with the job. */
    private static final int A_LETTER = 1_024;

    /** What a guest publishes, its record, and those headers that no other has. */
    private static final int A_PUBLICATION = 640;

    /** What all publications of a job share. */
    private static final int A_PUBLISHER = 512;

    /** A name of the state, and the record of it. */
    private static final int A_WRITE = 320;

    private static final int A_LINE = 96;

    /** What JSON has of a line beside its text. */
    private static final int A_TOLD_LINE = 48;

    /** A report's record without its value. */
    private static final int A_REPORT = 1_024;

    /** In a text, unless all of its letters are of the first 256. */
    private static final int HEAP_A_LETTER = Character.BYTES;

    /**
     * In a record. A letter beyond ASCII has two or three, or it is half of what has four; in JSON
     * one that can be printed, as all have been made that come here, has two if it is escaped.
     */
    private static final int UTF8_A_LETTER = 3;

    /** In the outcome, in a problem document, and in a dead letter. */
    private static final int DETAIL_A_LETTER = HEAP_A_LETTER + 2 * UTF8_A_LETTER;

    /** A result's id; and its subject, which ends with it. */
    private static final int IDS_A_RESULT = 2;

    /** A URI has three for each byte. */
    private static final int IDS_A_PROBLEM = 3;

    /** A report's id, which begins with it; and its cause. */
    private static final int IDS_A_REPORT = 2;

    private HeldBytes() {}

    static long of(FinishedJob job) {
        var result = job.result();
        var links = (long) result.links().copiedBytes();
        var id = (long) UTF8_A_LETTER * result.id().value().length();
        return A_JOB
                + links
                + IDS_A_RESULT * id
                + of(result.outcome(), id)
                + of(job.publications(), id, links)
                + of(job.state())
                + of(job.lines(), job.account().linesPublished())
                + job.account().bytes()
                + job.account().reports() * (A_REPORT + links + IDS_A_REPORT * id);
    }

    private static long of(Outcome outcome, long id) {
        return switch (outcome) {
            case Outcome.Succeeded(var output) -> output.size();
            case Outcome.Failed(_, var detail) -> A_LETTER + problem(detail, id);
            case Outcome.Errored(_, var detail) -> A_LETTER + problem(detail, id);
            case Outcome.Cancelled(_, var detail) -> problem(detail, id);
        };
    }

    private static long problem(String detail, long id) {
        return A_PROBLEM + IDS_A_PROBLEM * id + (long) DETAIL_A_LETTER * detail.length();
    }

    private static long of(List<Publication> publications, long id, long links) {
        if (publications.isEmpty()) {
            return 0;
        }
        var bytes = A_PUBLISHER + links + id;
        for (var publication : publications) {
            bytes += A_PUBLICATION + id + publication.bytes() + texts(publication);
        }
        return bytes;
    }

    /** Type and content type become headers. */
    private static long texts(Publication publication) {
        var words = publication.type().length() + publication.contentType().length();
        return (long) HEAP_A_LETTER * (publication.topic().length() + words)
                + (long) UTF8_A_LETTER * words;
    }

    private static long of(PendingWrites state) {
        return state.scope().isPresent() ? of(state, state.scope().get()) : 0;
    }

    /** Each record has all of the scope in its key. */
    private static long of(PendingWrites state, StateScope scope) {
        var bytes = 0L;
        var scopes = scope.tenant().value().length() + scope.recordKey().size();
        for (var write : state.writes()) {
            var name = (HEAP_A_LETTER + UTF8_A_LETTER) * write.name().value().length();
            bytes += A_WRITE + scopes + name + write.bytes();
        }
        return bytes;
    }

    private static long of(List<LogLine> lines, boolean told) {
        var letter = HEAP_A_LETTER + (told ? UTF8_A_LETTER : 0);
        var line = A_LINE + (told ? A_TOLD_LINE : 0);
        var bytes = 0L;
        for (var one : lines) {
            bytes += line + (long) letter * one.text().length();
        }
        return bytes;
    }
}
