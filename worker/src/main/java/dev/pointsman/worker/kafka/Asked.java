package dev.pointsman.worker.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.common.errors.RetriableException;

/** What is asked for aside, since when. Safe on every thread. */
record Asked<T>(Future<T> answer, long sinceNanos) {
    /** What a client could not find out, though it has tried for long. */
    private static final Duration MENDED_BY_NOW = Duration.ofSeconds(1);

    Optional<T> known() {
        return answer.state() == Future.State.SUCCESS
                ? Optional.of(answer.resultNow())
                : Optional.empty();
    }

    /**
     * Why it is not known, and worth asking for again.
     *
     * @param what says so of a fault that is not, which is thrown
     */
    Optional<Throwable> trouble(String what) {
        var fault = fault();
        if (fault.filter(it -> !(it instanceof RetriableException)).isPresent()) {
            throw Answers.fault(what, fault.get());
        }
        return fault;
    }

    /** Whether a trouble may be over by now. */
    boolean mayHaveMended(long nowNanos) {
        return isOver(MENDED_BY_NOW, nowNanos);
    }

    /** Why there is no answer and will be none. */
    Optional<Throwable> fault() {
        return answer.state() == Future.State.FAILED
                ? Optional.of(answer.exceptionNow())
                : Optional.empty();
    }

    /** Whether there is neither an answer nor a fault yet. */
    boolean isUnderWay() {
        return !answer.isDone();
    }

    boolean isOver(Duration time, long nowNanos) {
        return nowNanos - sinceNanos >= time.toNanos();
    }

    void cancel() {
        answer.cancel(true);
    }
}
