package dev.pointsman.contracts;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Between a recording and its bytes: a version, then every part in its order, with one way to write
 * each. Stateless, so safe on every thread.
 */
public final class RecordingCodec {
    private static final int VERSION = 1;
    private static final int FAILURE = 1;
    private static final int ERROR = 2;

    private RecordingCodec() {}

    /** The bytes of the recording. Its texts are to be whole characters. */
    public static byte[] write(Recording recording) {
        var out = new RecordingWriter().number(VERSION);
        write(recording.circumstances(), out);
        out.list(recording.answers(), answer -> AnswerCodec.write(answer, out))
                .flag(recording.cut())
                .list(recording.foreign(), out::text);
        write(recording.outcome(), out);
        return out.number(recording.fuel()).number(recording.hostCalls()).toBytes();
    }

    /** What was written, if these bytes can have been: not those of a newer version, for one. */
    public static Optional<Recording> read(byte[] bytes) {
        if (bytes.length > Recording.MAX_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(new RecordingReader(bytes)));
        } catch (IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Recording read(RecordingReader in) {
        RecordingReader.require(in.number() == VERSION, "another version");
        var recording =
                new Recording(
                        circumstances(in),
                        in.list(() -> AnswerCodec.read(in)),
                        in.flag(),
                        in.list(in::text),
                        outcome(in),
                        in.number(),
                        in.number());
        in.requireEnd();
        return recording;
    }

    private static void write(Circumstances it, RecordingWriter out) {
        out.bytes(HexFormat.of().parseHex(it.digest().hex()))
                .number(it.attempt())
                .text(it.policyVersion());
        write(it.startedAt(), out);
        out.map(it.limits(), out::number)
                .list(it.capabilities(), out::text)
                .optional(it.requests(), list -> out.list(list, out::text))
                .list(it.publishTopics(), out::text)
                .list(it.origins(), out::text)
                .map(it.credentials(), out::text)
                .list(it.metrics(), out::text)
                .map(it.environment(), out::text)
                .optional(it.traceParent(), out::text);
    }

    private static void write(Instant moment, RecordingWriter out) {
        out.number(moment.getEpochSecond()).number(moment.getNano());
    }

    private static Circumstances circumstances(RecordingReader in) {
        return new Circumstances(
                new ModuleDigest(HexFormat.of().formatHex(in.bytes())),
                in.number(Integer.MAX_VALUE),
                in.text(),
                moment(in.number(), in.number(999_999_999)),
                in.map(in::number),
                in.list(in::text),
                in.optional(() -> in.list(in::text)),
                in.list(in::text),
                in.list(in::text),
                in.map(in::text),
                in.list(in::text),
                in.map(in::text),
                in.optional(in::text));
    }

    private static Instant moment(long seconds, int nanos) {
        return Instant.ofEpochSecond(seconds, nanos);
    }

    private static void write(Outcome outcome, RecordingWriter out) {
        switch (outcome) {
            case Outcome.Failed(var exitCode, var detail) ->
                    out.number(FAILURE).number(exitCode).text(detail);
            case Outcome.Errored(var code, var detail) ->
                    out.number(ERROR).text(code.code()).text(detail);
            case Outcome.Succeeded _, Outcome.Cancelled _ ->
                    throw new IllegalStateException("a recording of a " + outcome.word());
        }
    }

    private static Outcome outcome(RecordingReader in) {
        return switch (in.number(ERROR)) {
            case FAILURE -> new Outcome.Failed(in.number(Outcome.Failed.MAX_EXIT_CODE), in.text());
            case ERROR -> new Outcome.Errored(errorCode(in), in.text());
            default -> throw new IllegalArgumentException("another kind of outcome");
        };
    }

    static ErrorCode errorCode(RecordingReader in) {
        return ErrorCode.of(in.text())
                .orElseThrow(() -> new IllegalArgumentException("an error of a newer version"));
    }
}
