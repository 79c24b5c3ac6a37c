package dev.pointsman.contracts;

import static dev.pointsman.contracts.Rejection.Kind.MALFORMED;
import static dev.pointsman.contracts.Rejection.Kind.MISSING;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;

/**
 * Between a job's result and its record, both ways. Stateless, so safe on every thread.
 *
 * <p>The value of a success is what the guest wrote, as it is; of anything else, a problem
 * document.
 */
public final class JobResultCodec {
    private static final HeaderField TYPE = HeaderField.of(HeaderName.TYPE, JobResult.TYPE);
    private static final HeaderField SUCCESS = HeaderField.of(HeaderName.OUTCOME, "success");
    private static final HeaderField EXIT_ZERO = HeaderField.of(HeaderName.EXIT_CODE, "0");
    private static final HeaderField OPAQUE =
            HeaderField.of(HeaderName.CONTENT_TYPE, "application/octet-stream");
    private static final HeaderField PROBLEM =
            HeaderField.of(HeaderName.CONTENT_TYPE, Problem.MEDIA_TYPE);
    private static final byte[] SLASH = Text.utf8("/");
    private static final NameTable NAMES =
            NameTable.of(HeaderName.REQUIRED_OF_RESULTS, HeaderName.OPTIONAL_OF_RESULTS);
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final long MAX_ATTEMPT = Integer.MAX_VALUE;
    private static final long MAX_MILLIS = 999_999_999_999_999_999L;

    private JobResultCodec() {}

    /** The headers of a result's record. */
    public static List<Header> write(JobResult result) {
        var headers = new HeaderField.Headers();
        write(result, headers);
        return headers.list();
    }

    /**
     * The same, without a list of them.
     *
     * @param into takes one after the other, such as a record does that has been made already
     */
    public static void write(JobResult result, Consumer<Header> into) {
        write(result, new HeaderField.Headers(into));
    }

    private static void write(JobResult result, HeaderField.Headers headers) {
        var id = Text.utf8(result.id().value());
        headers.add(HeaderField.SPEC_VERSION)
                .add(HeaderName.ID, id)
                .add(HeaderName.SOURCE, result.source())
                .add(TYPE)
                .add(HeaderName.TIME, result.time());
        if (result.tenant().isPresent()) {
            var tenant = Text.utf8(result.tenant().get().value());
            headers.add(HeaderName.SUBJECT, Text.joined(tenant, SLASH, id))
                    .add(HeaderName.TENANT, tenant);
        }
        headers.add(HeaderName.MODULE, result.module());
        add(headers, result.execution());
        add(headers, result.outcome());
        headers.add(HeaderName.CAUSATION_ID, id)
                .add(HeaderName.CORRELATION_ID, result.links().correlationId())
                .add(HeaderName.TRACE_PARENT, result.links().traceParent())
                .add(HeaderName.TRACE_STATE, result.links().traceState());
    }

    private static void add(HeaderField.Headers headers, Execution execution) {
        headers.add(execution.basis().fields())
                .add(HeaderName.ATTEMPT, execution.attempt())
                .add(HeaderName.DURATION_MILLIS, execution.duration().toMillis());
        if (execution.usage().isPresent()) {
            headers.add(HeaderName.USAGE, UsageField.write(execution.usage().get()));
        }
    }

    private static void add(HeaderField.Headers headers, Outcome outcome) {
        if (outcome instanceof Outcome.Succeeded) {
            headers.add(SUCCESS).add(EXIT_ZERO).add(OPAQUE);
            return;
        }
        headers.add(HeaderName.OUTCOME, outcome.word())
                .add(HeaderName.ERROR_TYPE, errorType(outcome))
                .add(HeaderName.EXIT_CODE, exitCode(outcome))
                .add(PROBLEM);
    }

    /** The value of a result's record. */
    public static Payload value(JobResult result) {
        return switch (result.outcome()) {
            case Outcome.Succeeded(var output) -> output;
            case Outcome.Failed(_, var detail) ->
                    Problem.write(result, ErrorCode.GUEST_EXIT, detail);
            case Outcome.Errored(var code, var detail) -> Problem.write(result, code, detail);
            case Outcome.Cancelled(var code, var detail) -> Problem.write(result, code, detail);
        };
    }

    /** Reads a result. Never throws, whatever the bytes. */
    public static Reading<JobResult> read(Iterable<Header> headers, Payload value) {
        try {
            return new Reading.Accepted<>(result(HeaderBag.read(headers, NAMES), value));
        } catch (BadHeader bad) {
            return new Reading.Rejected<>(bad.rejection(headers));
        }
    }

    private static JobResult result(HeaderBag headers, Payload value) {
        headers.requireSpecVersion();
        headers.required(HeaderName.TYPE, JobResultCodec::type);
        headers.required(HeaderName.CAUSATION_ID, Function.identity());
        headers.required(HeaderName.CONTENT_TYPE, Function.identity());
        return new JobResult(
                headers.required(HeaderName.ID, JobId::new),
                headers.optional(HeaderName.TENANT, TenantId::new),
                headers.optional(HeaderName.MODULE, ModuleRef::parse),
                outcome(headers, value),
                execution(headers),
                headers.required(HeaderName.SOURCE, Function.identity()),
                headers.required(HeaderName.TIME, JobRequestCodec::instant),
                JobRequestCodec.links(headers));
    }

    private static Execution execution(HeaderBag headers) {
        var attempt = headers.required(HeaderName.ATTEMPT, text -> number(text, 1, MAX_ATTEMPT));
        var millis =
                headers.required(HeaderName.DURATION_MILLIS, text -> number(text, 0, MAX_MILLIS));
        return new Execution(
                new Basis(
                        headers.optional(HeaderName.MODULE_DIGEST, ModuleDigest::parse),
                        headers.text(HeaderName.POLICY_VERSION)),
                Math.toIntExact(attempt),
                Duration.ofMillis(millis),
                headers.optional(HeaderName.USAGE, UsageField::parse));
    }

    private static Outcome outcome(HeaderBag headers, Payload value) {
        var word = headers.required(HeaderName.OUTCOME, Function.identity());
        return switch (word) {
            case "success" -> new Outcome.Succeeded(value);
            case "failure" ->
                    headers.required(
                            HeaderName.EXIT_CODE,
                            code -> new Outcome.Failed(exitCode(code), detail(value)));
            case "error" -> new Outcome.Errored(errorCode(headers), detail(value));
            case "cancel" -> new Outcome.Cancelled(errorCode(headers), detail(value));
            default ->
                    throw new BadHeader(
                            MALFORMED,
                            HeaderName.OUTCOME
                                    + ": "
                                    + Wording.quote(word)
                                    + " (expected: success, failure, error or cancel)");
        };
    }

    private static String type(String text) {
        if (!text.equals(JobResult.TYPE)) {
            throw new IllegalArgumentException(
                    Wording.quote(text) + " (expected: " + JobResult.TYPE + ")");
        }
        return text;
    }

    private static int exitCode(String text) {
        return Math.toIntExact(number(text, 1, Outcome.Failed.MAX_EXIT_CODE));
    }

    /** A whole number in the one form we write: Java by itself also reads signs and any digits. */
    static long number(String text, long least, long most) {
        var number = NUMBER.matcher(text).matches() ? Long.parseLong(text) : -1;
        if (number < least || number > most) {
            throw new IllegalArgumentException(
                    Wording.quote(text)
                            + " (expected: a number from "
                            + least
                            + " to "
                            + most
                            + ")");
        }
        return number;
    }

    private static ErrorCode errorCode(HeaderBag headers) {
        return headers.required(HeaderName.ERROR_TYPE, JobResultCodec::errorCode);
    }

    private static ErrorCode errorCode(String code) {
        return ErrorCode.of(code)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                Wording.quote(code)
                                        + " (expected: an error this version knows; is the worker newer?)"));
    }

    private static String detail(Payload value) {
        return Problem.detail(value)
                .orElseThrow(() -> new BadHeader(MISSING, "value: not a problem document"));
    }

    private static Optional<String> errorType(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded _ -> Optional.empty();
            case Outcome.Failed _ -> Optional.of(ErrorCode.GUEST_EXIT.code());
            case Outcome.Errored(var code, _) -> Optional.of(code.code());
            case Outcome.Cancelled(var code, _) -> Optional.of(code.code());
        };
    }

    private static Optional<Integer> exitCode(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed(var code, _) -> Optional.of(code);
            case Outcome.Succeeded _, Outcome.Errored _, Outcome.Cancelled _ -> Optional.empty();
        };
    }
}
