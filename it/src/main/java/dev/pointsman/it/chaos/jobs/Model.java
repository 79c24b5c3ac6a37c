package dev.pointsman.it.chaos.jobs;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.JobCancel;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRecordCodec;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.contracts.Rejection;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the modules of a run do, told again in Java: the answer that a record must get. Stateless,
 * so safe on every thread.
 */
public final class Model {
    /** What the results topic takes; no job's output is near it on either side. */
    public static final int LARGEST_RESULT_BYTES = 32 * 1024;

    /** How often a job is tried, at most. */
    static final int ATTEMPTS = 3;

    /** The exit code that asks for another attempt. */
    static final int PLEASE_RETRY = 75;

    static final String COUNT_AND_PUBLISH = "p";
    static final String COUNT_AND_TRAP = "t";

    /** The one answer to this record; that of a counter without its number, see {@link Counts}. */
    public Answer answer(ConsumerRecord<byte[], byte[]> job) {
        return switch (JobRequestCodec.read(job.headers(), Places.payload(job.value()))) {
            case Reading.Accepted(var request) -> answer(job, request);
            case Reading.Rejected<JobRequest>(var rejection) -> malformed(job, rejection);
        };
    }

    /** The cancel this record is, if it is one: nothing is written for it. */
    public static Optional<JobCancel> cancel(ConsumerRecord<byte[], byte[]> record) {
        var reading = JobRecordCodec.read(record.headers(), Payload.EMPTY).record();
        return reading instanceof Reading.Accepted(JobCancel cancel)
                ? Optional.of(cancel)
                : Optional.empty();
    }

    private static Answer answer(ConsumerRecord<byte[], byte[]> job, JobRequest request) {
        var outcome = outcome(request);
        return new Answer(
                request.id(),
                Optional.of(request.tenant()),
                Optional.of(request.module()),
                Places.key(job),
                outcome,
                publishes(request) && outcome instanceof Outcome.Succeeded ? 1 : 0,
                attempts(request, outcome));
    }

    private static int attempts(JobRequest request, Outcome outcome) {
        if (outcome instanceof Outcome.Failed(var code, _) && code == PLEASE_RETRY) {
            return ATTEMPTS;
        }
        return outcome instanceof Outcome.Succeeded && falters(request) ? 1 + exitCode(request) : 1;
    }

    private static boolean falters(JobRequest request) {
        return request.module().name().value().equals(JobKind.FALTERS.module());
    }

    private static boolean publishes(JobRequest request) {
        var module = request.module().name().value();
        return JobKind.PUBLISH.module().equals(module)
                || (JobKind.COUNT.module().equals(module)
                        && request.input().asText().startsWith(COUNT_AND_PUBLISH));
    }

    private static Outcome outcome(JobRequest request) {
        if (!Tenants.ALL.contains(request.tenant().value())) {
            return error(ErrorCode.TENANT_UNKNOWN);
        }
        return switch (request.module().name().value()) {
            case "echo" -> echo(request.input());
            case "counter" -> counter(request.input().asText());
            case "publish" -> new Outcome.Succeeded(Payload.EMPTY);
            case "exit-code" -> new Outcome.Failed(exitCode(request), "");
            case "falters" -> faltering(exitCode(request));
            case "trap" -> error(ErrorCode.GUEST_TRAP);
            case "spin" -> error(ErrorCode.DEADLINE_EXCEEDED);
            default -> error(ErrorCode.MODULE_NOT_FOUND);
        };
    }

    private static Outcome faltering(int times) {
        return times < ATTEMPTS
                ? new Outcome.Succeeded(Payload.ofUtf8("done"))
                : new Outcome.Failed(PLEASE_RETRY, "");
    }

    private static Outcome echo(Payload input) {
        return input.size() > LARGEST_RESULT_BYTES
                ? error(ErrorCode.OUTPUT_TOO_LARGE)
                : new Outcome.Succeeded(input);
    }

    private static Outcome counter(String input) {
        return input.startsWith(COUNT_AND_TRAP)
                ? error(ErrorCode.GUEST_TRAP)
                : new Outcome.Succeeded(Payload.EMPTY);
    }

    private static int exitCode(JobRequest request) {
        return Integer.parseInt(request.input().asText());
    }

    private static Outcome error(ErrorCode code) {
        return new Outcome.Errored(code, code.title());
    }

    /** Under whatever could be read, else under its place. */
    private static Answer malformed(ConsumerRecord<byte[], byte[]> job, Rejection rejection) {
        var place = job.topic() + "-" + job.partition() + "-" + job.offset();
        return new Answer(
                rejection.id().orElseGet(() -> new JobId(place)),
                rejection.tenant(),
                Optional.empty(),
                Places.key(job),
                error(ErrorCode.JOB_MALFORMED),
                0,
                1);
    }
}
