package dev.pointsman.worker.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** Waits for what an admin client was asked. Stateless. */
final class Answers {
    /** With each of them. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private Answers() {}

    /** What was asked about these topics. */
    static <T> T await(Collection<String> topics, KafkaFuture<T> answer) {
        try {
            return await(answer);
        } catch (KafkaException e) {
            throw new KafkaException(topics + ": " + e.getMessage(), e.getCause());
        }
    }

    /**
     * What is to be thrown where a question asked aside has failed: only Kafka's faults are its.
     */
    static RuntimeException fault(String what, Throwable fault) {
        return fault instanceof KafkaException
                ? new KafkaException(what, fault)
                : new IllegalStateException("a defect of the worker: " + what, fault);
    }

    static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new KafkaException("the broker refuses", e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("the broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
