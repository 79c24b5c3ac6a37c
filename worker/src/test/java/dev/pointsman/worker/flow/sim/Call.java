package dev.pointsman.worker.flow.sim;

import java.util.Optional;
import java.util.function.Supplier;

/** A producer's request on its way, and its answer on the way back. */
final class Call {
    private final Supplier<Answer> request;
    private Optional<Answer> answer = Optional.empty();

    Call(Supplier<Answer> request) {
        this.request = request;
    }

    /** None as long as the producer waits. */
    Optional<Answer> answer() {
        return answer;
    }

    /** The broker does what is asked, and answers. */
    void deliver() {
        answer = Optional.of(request.get());
    }

    /** The broker does not do what is asked. */
    void fail(Answer failure) {
        answer = Optional.of(failure);
    }

    /**
     * The producer does not wait any longer. What it asked for may still be done.
     *
     * @return the request, if it is still on its way
     */
    Optional<Supplier<Answer>> giveUp() {
        var underWay = answer.isEmpty() ? Optional.of(request) : Optional.<Supplier<Answer>>empty();
        answer = Optional.of(new Answer.Silence());
        return underWay;
    }
}
