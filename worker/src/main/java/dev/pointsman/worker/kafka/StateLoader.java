package dev.pointsman.worker.kafka;

import dev.pointsman.worker.state.StateBudget;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the state of partitions that are assigned to this worker, so that the poll thread need not
 * wait for it. Owned by the thread that reads state.
 */
final class StateLoader implements Callable<Void> {
    private static final Logger LOGGER = LoggerFactory.getLogger(StateLoader.class);
    private static final Duration POLL_PATIENCE = Duration.ofMillis(100);
    private static final Duration TELL_EVERY = Duration.ofMinutes(1);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final StateLog log;
    private final StateLoads loads;
    private final StateBudget budget;
    private final Map<TopicPartition, StateReading> readings = new HashMap<>();
    private long tellAgainNanos = System.nanoTime();

    StateLoader(
            Consumer<byte[], byte[]> consumer,
            String topic,
            StateLog log,
            StateLoads loads,
            StateBudget budget) {
        this.consumer = consumer;
        this.topic = topic;
        this.log = log;
        this.loads = loads;
        this.budget = budget;
    }

    @Override
    public Void call() throws InterruptedException {
        while (loads.awaitWanted()) {
            if (!runOnce(POLL_PATIENCE)) {
                loads.pause(POLL_PATIENCE);
            }
        }
        return null;
    }

    /** Begins what is newly wanted, and reads on in all that is; whether that got on. */
    boolean runOnce(Duration patience) {
        var wanted = wanted();
        readings.entrySet().removeIf(it -> !it.getValue().isOf(wanted.get(it.getKey())));
        begin(wanted);
        consumer.assign(readings.keySet());
        readings.forEach((partition, reading) -> reading.seekOnce(consumer, partition));
        if (readings.isEmpty()) {
            return loads.wanted().isEmpty();
        }
        read(patience);
        return true;
    }

    private Map<TopicPartition, StateLoad> wanted() {
        var wanted = new HashMap<TopicPartition, StateLoad>();
        loads.wanted()
                .forEach((partition, load) ->
                        wanted.put(new TopicPartition(topic, partition), load));
        return wanted;
    }

    private void begin(Map<TopicPartition, StateLoad> wanted) {
        var fresh = new HashMap<>(wanted);
        fresh.keySet().removeAll(readings.keySet());
        if (!fresh.isEmpty()) {
            extents(fresh.keySet())
                    .ifPresent(extents ->
                            fresh.forEach((partition, load) -> begin(partition, load, extents)));
        }
    }

    private void begin(
            TopicPartition partition,
            StateLoad load,
            Map<TopicPartition, StateLog.Extent> extents) {
        var extent = extents.get(partition);
        if (extent == null) {
            load.end(new StateLoad.End.Refused(missing(partition)));
            return;
        }
        var reading = new StateReading(load, extent, budget);
        if (!reading.endIfRead(extent.begin())) {
            readings.put(partition, reading);
        }
    }

    /** None if the broker does not say so for now. */
    private Optional<Map<TopicPartition, StateLog.Extent>> extents(Set<TopicPartition> partitions) {
        try {
            return Optional.of(log.extents(partitions));
        } catch (KafkaException e) {
            if (e.getCause() instanceof RetriableException
                    || e.getCause() instanceof TimeoutException) {
                tell(e);
                return Optional.empty();
            }
            throw e;
        }
    }

    /** It is asked ten times a second, but what it says is of interest to a reader of the log. */
    private void tell(KafkaException reason) {
        var now = System.nanoTime();
        if (now - tellAgainNanos >= 0) {
            LOGGER.atInfo()
                    .setCause(reason)
                    .log("state cannot be read yet: the broker is asked again");
            tellAgainNanos = now + TELL_EVERY.toNanos();
        }
    }

    private void read(Duration patience) {
        var polled = consumer.poll(patience);
        readings.forEach((partition, reading) -> polled.records(partition).forEach(reading::add));
        readings.entrySet().removeIf(it -> it.getValue().endIfRead(consumer.position(it.getKey())));
    }

    private static String missing(TopicPartition partition) {
        return "there is no partition "
                + partition
                + " for the state of a partition of jobs (expected: as many; add them with"
                + " kafka-topics --alter --partitions)";
    }
}
