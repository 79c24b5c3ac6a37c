package dev.pointsman.worker.host;

import dev.pointsman.contracts.RecordedAnswer.Answered;
import dev.pointsman.contracts.RecordedAnswer.Ended;
import dev.pointsman.contracts.RecordedAnswer.Field;
import dev.pointsman.contracts.RecordedAnswer.Unanswered;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.effects.Recorder;
import java.util.Set;

/**
 * Tells a recorder what came of requests: answers as the guest reads them, but for headers that let
 * their owner in. Of these only the length is kept, which the guest's own work hangs on. Owned by
 * the thread that runs the job.
 */
record RecordedHttp(Recorder recorder) implements HttpEar {
    private static final Set<String> SECRET =
            Set.of(
                    "set-cookie",
                    "set-cookie2",
                    "authorization",
                    "proxy-authorization",
                    "authentication-info",
                    "proxy-authentication-info",
                    "www-authenticate",
                    "proxy-authenticate",
                    "x-api-key",
                    "x-auth-token",
                    "x-csrf-token");

    @Override
    public void heard(HttpQuestion question, HttpAnswer answer) {
        switch (answer) {
            case HttpAnswer.Answered(var status, var headers, var body) ->
                    recorder.http(
                            question.toString(),
                            new Answered(
                                    status,
                                    headers.stream().map(RecordedHttp::field).toList(),
                                    body));
            case HttpAnswer.Failed(var fault) ->
                    recorder.http(question.toString(), new Unanswered(fault.code()));
        }
    }

    @Override
    public void ended(HttpQuestion question, JobStopped end) {
        recorder.http(question.toString(), new Ended(end.code(), end.detail()));
    }

    private static Field field(HttpHeader header) {
        return SECRET.contains(header.name())
                ? new Field(header.name(), "*".repeat(header.value().length()))
                : new Field(header.name(), header.value());
    }
}
