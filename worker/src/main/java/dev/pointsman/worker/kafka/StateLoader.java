package dev.pointsman.worker.kafka;

import static java.util.Objects.requireNonNull;

import dev.pointsman.worker.state.StateBudget;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the state of partitions that are assigned to this worker, so that the poll thread need not
 * wait for it. Owned by the thread that reads state.
 */
final class StateLoader implements Callable<Void> {
    private static final Duration POLL_PATIENCE = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final StateExtents extents;
    private final StateLoads loads;
    private final StateBudget budget;
    private final Map<TopicPartition, StateReading> readings = new HashMap<>();

    StateLoader(
            Consumer<byte[], byte[]> consumer,
            String topic,
            StateExtents extents,
            StateLoads loads,
            StateBudget budget) {
        this.consumer = consumer;
        this.topic = topic;
        this.extents = extents;
        this.loads = loads;
        this.budget = budget;
    }

    @Override
    public Void call() throws InterruptedException {
        while (loads.awaitWanted(!readings.isEmpty())) {
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
        extents.of(fresh)
                .forEach((partition, extent) ->
                        begin(partition, requireNonNull(fresh.get(partition)), extent));
    }

    private void begin(TopicPartition partition, StateLoad load, Optional<StateLog.Extent> extent) {
        if (extent.isEmpty()) {
            load.end(new StateLoad.End.Refused(missing(partition)));
            return;
        }
        var reading = new StateReading(load, extent.get(), budget);
        if (!reading.endIfRead(extent.get().begin())) {
            readings.put(partition, reading);
        }
    }

    private void read(Duration patience) {
        var polled = consumer.poll(patience);
        readings.forEach((partition, reading) -> polled.records(partition).forEach(reading::add));
        readings.entrySet().removeIf(it -> hasEnded(it.getKey(), it.getValue()));
    }

    private boolean hasEnded(TopicPartition partition, StateReading reading) {
        var position = Positions.ifKnown(consumer, partition);
        return position.isPresent() && reading.endIfRead(position.getAsLong());
    }

    private static String missing(TopicPartition partition) {
        return "there is no partition "
                + partition
                + " for the state of a partition of jobs (expected: as many; add them with"
                + " kafka-topics --alter --partitions)";
    }
}
