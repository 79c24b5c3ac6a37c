package dev.pointsman.worker.kafka;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins with a cluster as soon as it is reached: as long as nobody answers, it says so and tries
 * again. {@link #await} is called by one thread, {@link #stop} by any.
 */
final class AwaitedCluster {
    private static final Logger LOGGER = LoggerFactory.getLogger(AwaitedCluster.class);

    private final String brokers;
    private final Readiness readiness;
    private final FutureTask<Void> task;

    /**
     * @param start what is to be done
     * @param pause before it is tried again
     */
    AwaitedCluster(String brokers, Readiness readiness, Runnable start, Duration pause) {
        this.brokers = brokers;
        this.readiness = readiness;
        this.task = new FutureTask<>(() -> repeat(start, pause));
    }

    /** Returns when it is done, or somebody has stopped it; throws what is wrong with a cluster. */
    void await() {
        readiness.isNot("Kafka at " + brokers + " has not answered yet");
        task.run();
        if (task.isCancelled()) {
            // What has stopped it was meant for it alone.
            var _ = Thread.interrupted();
        }
        if (task.state() == Future.State.FAILED) {
            throw thrown(task.exceptionNow());
        }
    }

    private static RuntimeException thrown(Throwable failure) {
        return failure instanceof RuntimeException unfit
                ? unfit
                : new IllegalStateException(failure);
    }

    private Void repeat(Runnable start, Duration pause) throws InterruptedException {
        while (!isDone(start)) {
            Thread.sleep(pause);
        }
        readiness.isNot("starting");
        return null;
    }

    private boolean isDone(Runnable start) {
        try {
            start.run();
            return true;
        } catch (KafkaException e) {
            if (!Unreached.is(e)) {
                throw e;
            }
            var told = ClusterTrouble.byKeys(brokers).unreached(e);
            readiness.isNot(told);
            LOGGER.atWarn().log("not started yet, and going on to ask: {}", told);
            return false;
        }
    }

    /** Ends {@link #await}, at once, or before it begins. */
    void stop() {
        task.cancel(true);
    }
}
