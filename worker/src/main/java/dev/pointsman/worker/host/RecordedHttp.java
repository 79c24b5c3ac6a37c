package dev.pointsman.worker.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pointsman.contracts.RecordedAnswer.Answered;
import dev.pointsman.contracts.RecordedAnswer.Ended;
import dev.pointsman.contracts.RecordedAnswer.Field;
import dev.pointsman.contracts.RecordedAnswer.Unanswered;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.effects.Recorder;
import java.util.Set;

/**
 * Tells a recorder what came of requests: answers as the guest reads them, but for headers that may
 * let their owner in. Of these only the length is kept, which the guest's own work hangs on. Owned
 * by the thread that runs the job.
 */
record RecordedHttp(Recorder recorder) implements HttpEar {
    /** Those that say nothing of who asked; a vendor may put a key into any other. */
    private static final Set<String> PLAIN =
            Set.of(
                    "accept-ranges",
                    "age",
                    "allow",
                    "cache-control",
                    "connection",
                    "content-encoding",
                    "content-language",
                    "content-length",
                    "content-range",
                    "content-type",
                    "date",
                    "etag",
                    "expires",
                    "last-modified",
                    "retry-after",
                    "server",
                    "transfer-encoding",
                    "vary");

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
        return PLAIN.contains(header.name())
                ? new Field(header.name(), header.value())
                : new Field(header.name(), "*".repeat(header.value().getBytes(UTF_8).length));
    }
}
