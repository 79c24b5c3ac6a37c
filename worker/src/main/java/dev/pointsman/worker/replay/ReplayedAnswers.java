package dev.pointsman.worker.replay;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.RecordedAnswer;
import dev.pointsman.contracts.RecordedAnswer.Clock;
import dev.pointsman.contracts.RecordedAnswer.Config;
import dev.pointsman.contracts.RecordedAnswer.Heard;
import dev.pointsman.contracts.RecordedAnswer.Http;
import dev.pointsman.contracts.RecordedAnswer.Room;
import dev.pointsman.contracts.RecordedAnswer.Secret;
import dev.pointsman.contracts.RecordedAnswer.StateNext;
import dev.pointsman.contracts.RecordedAnswer.StateRoom;
import dev.pointsman.contracts.RecordedAnswer.StateValue;
import dev.pointsman.contracts.Recording;
import dev.pointsman.contracts.StateName;
import dev.pointsman.contracts.Wording;
import dev.pointsman.worker.context.JobStopped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The answers of a recording, handed out as they are asked for. A question it has no answer to ends
 * the job, with the number and the name of the call that led to it. Used by the job's thread, and
 * by that of a request while the job's waits.
 */
final class ReplayedAnswers {
    private final boolean cut;
    private final Map<String, Optional<String>> config = new HashMap<>();
    private final Map<String, Boolean> secrets = new HashMap<>();
    private final Map<StateName, Optional<Payload>> values = new HashMap<>();
    private final Map<Optional<StateName>, Optional<StateName>> nexts = new HashMap<>();
    private final Deque<Room> rooms = new ArrayDeque<>();
    private final Deque<Clock> clocks = new ArrayDeque<>();
    private final Deque<Http> requests = new ArrayDeque<>();
    private int calls;
    private String function = "no function";

    ReplayedAnswers(Recording recording) {
        cut = recording.cut();
        recording.answers().forEach(this::add);
    }

    private void add(RecordedAnswer answer) {
        switch (answer) {
            case Config(var key, var value) -> config.put(key, value);
            case Secret(var name, var known) -> secrets.put(name, known);
            case StateValue(var name, var value) -> values.put(name, value);
            case StateNext(var before, var next) -> nexts.put(before, next);
            case StateRoom(var room) -> rooms.add(room);
            case Clock clock -> clocks.add(clock);
            case Http http -> requests.add(http);
        }
    }

    /** A call to this function begins; answers how many there have been. */
    int callTo(String name) {
        function = name;
        return ++calls;
    }

    int calls() {
        return calls;
    }

    Map<String, String> config() {
        var known = new HashMap<String, String>();
        config.forEach((key, value) -> value.ifPresent(it -> known.put(key, it)));
        return known;
    }

    Map<String, Boolean> secrets() {
        return Map.copyOf(secrets);
    }

    void requireConfig(String key) {
        if (!config.containsKey(key)) {
            throw unknown(Wording.quote(key) + " was not asked for");
        }
    }

    void requireSecret(String name) {
        if (!secrets.containsKey(name)) {
            throw unknown(Wording.quote(name) + " was not asked for");
        }
    }

    Optional<Payload> value(StateName name) {
        return Optional.ofNullable(values.get(name))
                .orElseThrow(() -> unknown("state " + name + " was not looked at"));
    }

    Optional<StateName> next(Optional<StateName> before) {
        return Optional.ofNullable(nexts.get(before))
                .orElseThrow(() -> unknown("these names were not listed"));
    }

    Room room() {
        return Optional.ofNullable(rooms.poll())
                .orElseThrow(() -> unknown("there were not so many writes"));
    }

    long millis() {
        var clock =
                Optional.ofNullable(clocks.poll())
                        .orElseThrow(() -> unknown("the clock was not looked at so often"));
        if (clock.times() > 1) {
            clocks.addFirst(new Clock(clock.millis(), clock.times() - 1));
        }
        return clock.millis();
    }

    Heard heard(String question) {
        var request =
                Optional.ofNullable(requests.poll())
                        .orElseThrow(() -> unknown("there were not so many requests"));
        if (!request.question().equals(question)) {
            throw diverged(question + " instead of " + Wording.printable(request.question()));
        }
        return request.heard();
    }

    private JobStopped unknown(String what) {
        return diverged(
                cut
                        ? "the recording is cut before this; it keeps no more than "
                                + Recording.MAX_ANSWER_BYTES
                                + " bytes of answers, and a replay cannot go beyond"
                        : what + " in the run that was recorded");
    }

    private JobStopped diverged(String how) {
        return new JobStopped(
                ErrorCode.WORKER_FAULT,
                "the replay leaves the recording at host call "
                        + calls
                        + ", "
                        + function
                        + ": "
                        + how);
    }
}
