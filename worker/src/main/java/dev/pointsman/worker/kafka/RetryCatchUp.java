package dev.pointsman.worker.kafka;

import dev.pointsman.worker.flow.Claim;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets jobs of a partition begin when all is read that waited for another attempt when it was
 * claimed, where some of it may keep its key's order. An owner before may have left a transaction
 * open, and what was committed behind it counts: so it is read up to where the broker had written,
 * not to what was stable. Owned by the thread that reads retries.
 */
final class RetryCatchUp {
    private static final Logger LOGGER = LoggerFactory.getLogger(RetryCatchUp.class);

    private final SharedLater later;
    private final LogEnds ends;
    private final Map<TopicPartition, Awaited> awaited = new HashMap<>();

    RetryCatchUp(SharedLater later, LogEnds ends) {
        this.later = later;
        this.ends = ends;
    }

    /** These are read from now on, some of them awaited. */
    void assigned(Map<TopicPartition, RetryClaims.Held> reading) {
        awaited.keySet().retainAll(reading.keySet());
        reading.forEach((partition, held) -> {
            var claim = held.claim();
            var known = awaited.get(partition);
            if (held.isAwaited()
                    && later.isAwaited(claim)
                    && (known == null || !known.claim.equals(claim))) {
                awaited.put(partition, new Awaited(claim, ends.of(partition)));
            }
        });
    }

    /** Whether any are awaited. */
    boolean isUnderWay() {
        return !awaited.isEmpty();
    }

    /**
     * Looks how far they have got.
     *
     * @param positions where the next record of a partition is read, if that is known
     */
    void look(Function<TopicPartition, OptionalLong> positions) {
        if (!awaited.isEmpty()) {
            awaited.replaceAll(this::askedAgain);
            awaited.entrySet()
                    .removeIf(it ->
                            isRead(it.getValue(), it.getKey(), positions)
                                    && tell(it.getKey(), it.getValue()));
        }
    }

    /** If there was no answer, or it is out of date. */
    private Awaited askedAgain(TopicPartition partition, Awaited it) {
        if (later.isToBeReadOn(it.claim)) {
            LOGGER.atWarn()
                    .addKeyValue("partition", partition)
                    .log(
                            "more keys wait for another attempt in order than can be held: jobs begin"
                                    + " when fewer do (pointsman.kafka.max-buffered-bytes)");
            return new Awaited(it.claim, ends.of(partition));
        }
        if (it.end.state() != Future.State.FAILED) {
            return it;
        }
        var fault = it.end.exceptionNow();
        if (!(fault instanceof RetriableException)) {
            throw Answers.fault("the broker does not say where " + partition + " ends", fault);
        }
        LOGGER.atInfo()
                .setCause(fault)
                .log("not known yet how much waits for another attempt: the broker is asked again");
        return new Awaited(it.claim, ends.of(partition));
    }

    private static boolean isRead(
            Awaited it,
            TopicPartition partition,
            Function<TopicPartition, OptionalLong> positions) {
        return it.end.state() == Future.State.SUCCESS
                && positions.apply(partition).orElse(-1) >= it.end.resultNow();
    }

    private boolean tell(TopicPartition partition, Awaited it) {
        if (!later.isRead(it.claim)) {
            return false;
        }
        LOGGER.atInfo()
                .addKeyValue("partition", partition)
                .log("jobs that keep their key's order are known: others begin");
        return true;
    }

    /**
     * A claim beside whose jobs wait.
     *
     * @param end where all ends that counts
     */
    private record Awaited(Claim claim, Future<Long> end) {}
}
