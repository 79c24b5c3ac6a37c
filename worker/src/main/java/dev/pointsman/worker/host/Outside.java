package dev.pointsman.worker.host;

import dev.pointsman.contracts.Payload;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a guest has asked of the outside: how many calls, and the last answer, where it did not fit
 * into the guest's buffer. Owned by the thread that runs the job.
 */
public final class Outside {
    private final Waiting waiting;
    private int calls;
    private Optional<Kept> kept = Optional.empty();
    private HttpEar ear = HttpEar.DEAF;

    public Outside(Waiting waiting) {
        this.waiting = waiting;
    }

    /** How its thread waits. */
    public Waiting waiting() {
        return waiting;
    }

    /** From now on this one is told what comes of requests. */
    void heardBy(HttpEar other) {
        ear = other;
    }

    HttpEar ear() {
        return ear;
    }

    /** The number of the next call; the same on every run of a job that does the same. */
    int nextCall() {
        return ++calls;
    }

    /**
     * The answer to this question: the one that is kept, if the guest asks the same again because
     * its buffer was too small, else a new one. A question is never put twice for want of room.
     */
    Payload answer(Object question, Supplier<Payload> ask) {
        var waits = kept.filter(it -> it.question.equals(question)).map(Kept::answer);
        kept = Optional.empty();
        return waits.orElseGet(ask);
    }

    /** Keeps the answer until the next question. */
    void keep(Object question, Payload answer) {
        kept = Optional.of(new Kept(question, answer));
    }

    private record Kept(Object question, Payload answer) {}
}
