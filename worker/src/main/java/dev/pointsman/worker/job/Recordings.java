package dev.pointsman.worker.job;

import dev.pointsman.contracts.Circumstances;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Recording;
import dev.pointsman.contracts.RecordingCodec;
import dev.pointsman.worker.context.JobContext;
import dev.pointsman.worker.effects.Recorder;
import dev.pointsman.worker.sandbox.GuestEnd;
import dev.pointsman.worker.tenant.Credential;
import dev.pointsman.worker.tenant.NamedLimits;
import dev.pointsman.worker.tenant.Recorded;
import dev.pointsman.worker.tenant.WebOrigin;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is recorded of a job that has failed. Stateless. */
final class Recordings {
    private Recordings() {}

    /** Its recording, if its policy wants one, and if it is not too large for anybody to read. */
    static Optional<Payload> of(JobContext job, Recorder recorder, GuestEnd end) {
        var bytes = RecordingCodec.write(recording(job, recorder, end));
        return Optional.of(Payload.takingOver(bytes))
                .filter(it -> it.size() <= Recording.MAX_BYTES);
    }

    /** Whether there is to be one: a job that is put aside has one, if its policy says so. */
    static boolean areWanted(JobContext job, Outcome outcome) {
        return outcome.reason().isPresent() && job.policy().grants().record() == Recorded.FAILURES;
    }

    private static Recording recording(JobContext job, Recorder recorder, GuestEnd end) {
        return new Recording(
                circumstances(job),
                recorder.answers(),
                recorder.isCut(),
                recorder.foreign(),
                whole(end.outcome()),
                end.usage().fuel(),
                end.usage().hostCalls());
    }

    private static Circumstances circumstances(JobContext job) {
        var policy = job.policy();
        return new Circumstances(
                job.digest(),
                job.attempt(),
                policy.version(),
                job.startedAt(),
                NamedLimits.of(policy.limits(), policy.http()),
                texts(policy.grants().capabilities()),
                policy.requests().map(Recordings::texts),
                texts(policy.publishTopics()),
                texts(policy.http().origins()),
                headers(policy.http().credentials()),
                policy.grants().metrics(),
                new TreeMap<>(policy.environment()),
                job.request().links().traceParent());
    }

    private static List<String> texts(Collection<?> named) {
        return named.stream().map(Object::toString).toList();
    }

    private static SortedMap<String, String> headers(Map<WebOrigin, Credential> credentials) {
        var headers = new TreeMap<String, String>();
        credentials.forEach((origin, it) -> headers.put(origin.toString(), it.header()));
        return headers;
    }

    /** A detail may have been cut in the middle of a character. */
    private static Outcome whole(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed(var exitCode, var detail) ->
                    new Outcome.Failed(exitCode, whole(detail));
            case Outcome.Errored(var code, var detail) -> new Outcome.Errored(code, whole(detail));
            case Outcome.Succeeded _, Outcome.Cancelled _ -> outcome;
        };
    }

    private static String whole(String text) {
        return Payload.takingOver(text.getBytes(StandardCharsets.UTF_8)).asText();
    }
}
