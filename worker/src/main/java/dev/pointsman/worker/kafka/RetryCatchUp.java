package dev.pointsman.worker.kafka;

import dev.pointsman.worker.flow.Claim;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.KafkaException;
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
            if (held.isAwaited() && later.isAwaited(held.claim())) {
                awaited.merge(partition, new Awaited(held.claim()), Awaited::orIfOfAnother);
            }
        });
    }

    /**
     * Looks how far they have got.
     *
     * @param positions where the next record of a partition is read
     */
    void look(ToLongFunction<TopicPartition> positions) {
        if (awaited.isEmpty()) {
            return;
        }
        try {
            askForEnds();
            awaited.entrySet()
                    .removeIf(it ->
                            it.getValue().isRead(positions.applyAsLong(it.getKey()))
                                    && tell(it.getKey(), it.getValue()));
        } catch (KafkaException e) {
            if (!(e instanceof RetriableException
                    || e.getCause() instanceof RetriableException
                    || e.getCause() instanceof TimeoutException)) {
                throw e;
            }
            LOGGER.atInfo()
                    .setCause(e)
                    .log(
                            "not known yet how much waits for another attempt: the broker is asked again");
        }
    }

    private void askForEnds() {
        var unknown = new HashMap<>(awaited);
        unknown.values().removeIf(it -> it.end.isPresent());
        if (!unknown.isEmpty()) {
            ends.of(unknown.keySet())
                    .forEach((partition, end) ->
                            awaited.computeIfPresent(partition, (_, it) -> it.upTo(end)));
        }
    }

    private boolean tell(TopicPartition partition, Awaited it) {
        later.isRead(it.claim);
        LOGGER.atInfo()
                .addKeyValue("partition", partition)
                .log("jobs that keep their key's order are known: others begin");
        return true;
    }

    /**
     * A claim beside whose jobs wait.
     *
     * @param end where all ends that counts, if that is known
     */
    private record Awaited(Claim claim, Optional<Long> end) {
        Awaited(Claim claim) {
            this(claim, Optional.empty());
        }

        Awaited orIfOfAnother(Awaited latest) {
            return claim.equals(latest.claim) ? this : latest;
        }

        Awaited upTo(long end) {
            return new Awaited(claim, Optional.of(end));
        }

        boolean isRead(long position) {
            return end.filter(it -> position >= it).isPresent();
        }
    }
}
