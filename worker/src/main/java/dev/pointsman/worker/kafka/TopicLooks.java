package dev.pointsman.worker.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has topics looked at, each by a thread of its own: what an admin client asks may take half a
 * minute, and the poll thread takes part in the group meanwhile. Owned by the poll thread.
 */
final class TopicLooks implements Function<String, TopicLook> {
    private static final Logger LOGGER = LoggerFactory.getLogger(TopicLooks.class);

    private static final Duration ASKED_AGAIN_AFTER = Duration.ofSeconds(1);

    private final Function<String, Optional<String>> trouble;
    private final LongSupplier nanoTime;
    private final Map<String, Asked> underWay = new HashMap<>();

    /**
     * @param trouble asks what is wrong with the topic of retries of this topic of jobs; waits for
     *     the answer
     */
    TopicLooks(Function<String, Optional<String>> trouble) {
        this(trouble, System::nanoTime);
    }

    TopicLooks(Function<String, Optional<String>> trouble, LongSupplier nanoTime) {
        this.trouble = trouble;
        this.nanoTime = nanoTime;
    }

    /** What is known of this topic of jobs; an answer is told once, and then asked for anew. */
    @Override
    public TopicLook apply(String jobs) {
        var answer = underWay.computeIfAbsent(jobs, this::ask).answer;
        return switch (answer.state()) {
            case RUNNING -> new TopicLook.Pending();
            case SUCCESS -> {
                underWay.remove(jobs);
                yield answer.resultNow()
                        .<TopicLook>map(TopicLook.Unfit::new)
                        .orElseGet(TopicLook.Fine::new);
            }
            case FAILED, CANCELLED -> failed(jobs, answer.exceptionNow());
        };
    }

    private Asked ask(String jobs) {
        var question = new FutureTask<>(() -> trouble.apply(jobs));
        Thread.ofVirtual().name("look at retries of " + jobs).start(question);
        return new Asked(question, nanoTime.getAsLong());
    }

    private TopicLook failed(String jobs, Throwable fault) {
        if (!mendsItself(fault)) {
            throw fault instanceof KafkaException lost
                    ? lost
                    : new IllegalStateException("a defect of the worker", fault);
        }
        underWay.computeIfPresent(jobs, (_, asked) -> askedAgain(jobs, asked, fault));
        return new TopicLook.Pending();
    }

    private Asked askedAgain(String jobs, Asked asked, Throwable fault) {
        if (nanoTime.getAsLong() - asked.sinceNanos < ASKED_AGAIN_AFTER.toNanos()) {
            return asked;
        }
        LOGGER.atInfo()
                .setCause(fault)
                .log("not known yet whether retries of {} will do: asked again", jobs);
        return ask(jobs);
    }

    private static boolean mendsItself(Throwable fault) {
        return fault.getCause() instanceof TimeoutException
                || fault.getCause() instanceof RetriableException;
    }

    private record Asked(Future<Optional<String>> answer, long sinceNanos) {}
}
