package dev.pointsman.worker.replay;

import dev.pointsman.contracts.RecordedAnswer.Answered;
import dev.pointsman.contracts.RecordedAnswer.Ended;
import dev.pointsman.contracts.RecordedAnswer.Unanswered;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.host.HttpAnswer;
import dev.pointsman.worker.host.HttpDoor;
import dev.pointsman.worker.host.HttpFault;
import dev.pointsman.worker.host.HttpHeader;
import dev.pointsman.worker.host.HttpQuestion;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The web as it answered then: nobody is asked again. Used by one thread at a time. */
record ReplayedDoor(ReplayedAnswers answers) implements HttpDoor {
    @Override
    public HttpAnswer ask(HttpQuestion question, List<HttpHeader> added, Duration patience) {
        return switch (answers.heard(question.toString())) {
            case Answered(var status, var headers, var body) ->
                    new HttpAnswer.Answered(
                            status,
                            headers.stream()
                                    .map(it -> new HttpHeader(it.name(), it.value()))
                                    .toList(),
                            body);
            case Unanswered(var fault) -> new HttpAnswer.Failed(fault(fault));
            case Ended(var code, var detail) -> throw new JobStopped(code, detail);
        };
    }

    private static HttpFault fault(String code) {
        return Arrays.stream(HttpFault.values())
                .filter(fault -> fault.code().equals(code))
                .findFirst()
                .orElse(HttpFault.INTERNAL_ERROR);
    }
}
