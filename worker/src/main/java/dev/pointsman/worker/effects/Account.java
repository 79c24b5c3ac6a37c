package dev.pointsman.worker.effects;

import dev.pointsman.contracts.HostCallReport;
import dev.pointsman.contracts.Payload;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the worker tells of a job besides its result. Immutable, so safe on every thread.
 *
 * @param linesPublished whether the guest's lines go to their topic too
 * @param calls which capabilities it called, as far as its policy has that told
 * @param callsMade how many calls there were of those whose kind is told
 * @param counts what it counted; nothing unless it succeeded
 * @param recording what a replay needs, of a job that failed and was to be recorded
 */
public record Account(
        boolean linesPublished,
        List<HostCallReport> calls,
        int callsMade,
        Map<String, Long> counts,
        Optional<Payload> recording) {
    /** Of a job that is not told of. */
    public static final Account NONE = new Account(false, List.of(), 0, Map.of());

    /** A call and its JSON, without the texts that a guest has a part in. */
    private static final int BYTES_A_CALL = 400;

    /** Of these texts: two in memory, three at most in UTF-8, where they are printable. */
    private static final int BYTES_A_LETTER = Character.BYTES + 3;

    private static final int BYTES_A_COUNT = 100;

    public Account {
        calls = List.copyOf(calls);
        counts = Map.copyOf(counts);
    }

    /** Of a job of which nothing is recorded. */
    public Account(
            boolean linesPublished,
            List<HostCallReport> calls,
            int callsMade,
            Map<String, Long> counts) {
        this(linesPublished, calls, callsMade, counts, Optional.empty());
    }

    /** The same, of a job whose effects are dropped. */
    public Account withoutCounts() {
        return new Account(linesPublished, calls, callsMade, Map.of(), recording);
    }

    /** The same, of a job that is not put aside. */
    public Account withoutRecording() {
        return new Account(linesPublished, calls, callsMade, counts);
    }

    /** The same, of a job that records cannot be told of. */
    public Account withoutReports() {
        return new Account(false, List.of(), 0, counts);
    }

    /** How many records there are of it, at most: of lines, of calls, and a recording. */
    public int reports() {
        return (linesPublished ? 1 : 0)
                + (calls.isEmpty() ? 0 : 1)
                + (recording.isPresent() ? 1 : 0);
    }

    /** What it holds of memory, at most; its records without their headers among that. */
    public long bytes() {
        var bytes = (long) counts.size() * BYTES_A_COUNT;
        for (var call : calls) {
            bytes += BYTES_A_CALL + (long) BYTES_A_LETTER * texts(call);
        }
        return bytes + (recording.isPresent() ? recording.get().size() : 0);
    }

    private static int texts(HostCallReport call) {
        var key = call.idempotencyKey();
        return call.target().length() + (key.isPresent() ? key.get().length() : 0);
    }
}
