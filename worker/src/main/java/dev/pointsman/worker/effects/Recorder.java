package dev.pointsman.worker.effects;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.RecordedAnswer;
import dev.pointsman.contracts.RecordedAnswer.Answered;
import dev.pointsman.contracts.RecordedAnswer.Clock;
import dev.pointsman.contracts.RecordedAnswer.Config;
import dev.pointsman.contracts.RecordedAnswer.Ended;
import dev.pointsman.contracts.RecordedAnswer.Heard;
import dev.pointsman.contracts.RecordedAnswer.Http;
import dev.pointsman.contracts.RecordedAnswer.Secret;
import dev.pointsman.contracts.RecordedAnswer.StateNext;
import dev.pointsman.contracts.RecordedAnswer.StateRoom;
import dev.pointsman.contracts.RecordedAnswer.StateValue;
import dev.pointsman.contracts.RecordedAnswer.Unanswered;
import dev.pointsman.contracts.Recording;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps what the host tells a guest, as far as it does not follow from the job's record, for a
 * replay should the job fail. What stays the same while a job runs is kept once; beyond its bytes
 * nothing is kept any more. Only jobs of policies that want it have one. Owned by the thread that
 * runs the job.
 */
public final class Recorder {
    /** What an answer costs beside its texts, about, both as bytes and on the heap. */
    private static final int BYTES_AN_ANSWER = 32;

    private final List<RecordedAnswer> answers = new ArrayList<>();
    private final Set<Question> asked = new HashSet<>();
    private final Set<String> foreign = new TreeSet<>();
    private long bytes;
    private boolean cut;

    Recorder() {}

    /** The guest was told this by its policy's configuration. */
    public void config(String key, Optional<String> value) {
        once(new Config(key, value), key);
    }

    /** The guest was told a secret by this name, or that there is none. */
    public void secret(String name, boolean known) {
        once(new Secret(name, known), name);
    }

    /** The guest was told what time it is. */
    public void clock(long millis) {
        if (!cut
                && !answers.isEmpty()
                && answers.getLast() instanceof Clock(var same, var times)
                && same == millis) {
            answers.set(answers.size() - 1, new Clock(millis, times + 1));
        } else {
            add(new Clock(millis, 1));
        }
    }

    /** The guest heard this of the web. */
    public void http(String question, Heard heard) {
        add(new Http(question, heard));
    }

    /** The guest called a function of somebody else's, of which nothing can be kept. */
    public void foreign(String function) {
        foreign.add(function);
    }

    void state(StateValue value) {
        once(value, value.name());
    }

    void state(StateNext next) {
        once(next, next.before());
    }

    void state(StateRoom room) {
        add(room);
    }

    /** What was kept, in its order. */
    public List<RecordedAnswer> answers() {
        return List.copyOf(answers);
    }

    /** Whether there was more than is kept. */
    public boolean isCut() {
        return cut;
    }

    /** Functions it called that are not Pointsman's own. */
    public List<String> foreign() {
        return List.copyOf(foreign);
    }

    private void once(RecordedAnswer answer, Object about) {
        if (!cut && asked.add(new Question(answer.getClass(), about))) {
            add(answer);
        }
    }

    private void add(RecordedAnswer answer) {
        bytes += BYTES_AN_ANSWER + bytes(answer);
        cut = cut || bytes > Recording.MAX_ANSWER_BYTES;
        if (!cut) {
            answers.add(answer);
        }
    }

    private static long bytes(RecordedAnswer answer) {
        return switch (answer) {
            case Config(var key, var value) -> size(key) + value.map(Recorder::size).orElse(0L);
            case Secret(var name, _) -> size(name);
            case StateValue(var name, var value) ->
                    size(name.value()) + value.map(Payload::size).orElse(0);
            case StateNext(var before, var next) ->
                    before.map(it -> size(it.value())).orElse(0L)
                            + next.map(it -> size(it.value())).orElse(0L);
            case StateRoom _, Clock _ -> 0;
            case Http(var question, var heard) -> size(question) + bytes(heard);
        };
    }

    private static long bytes(Heard heard) {
        return switch (heard) {
            case Answered(_, var headers, var body) ->
                    body.size()
                            + headers.stream()
                                    .mapToLong(it -> size(it.name()) + size(it.value()))
                                    .sum();
            case Unanswered(var fault) -> size(fault);
            case Ended(_, var detail) -> size(detail);
        };
    }

    private static long size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** What was asked about; the same question has the same answer, as long as the job runs. */
    private record Question(Class<?> kind, Object about) {}
}
