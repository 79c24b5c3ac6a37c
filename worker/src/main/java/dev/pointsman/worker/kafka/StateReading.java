package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.SeenCodec;
import dev.pointsman.contracts.StateKey;
import dev.pointsman.contracts.StateKeyCodec;
import dev.pointsman.worker.state.PartitionState;
import dev.pointsman.worker.state.StateBudget;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One partition of the state topic, as it is read: up to where it ended when the reading began,
 * open transactions and all. Whoever owned the partition before may have left one open, and what
 * was committed behind it counts; a reader that went by what is stable would stop before it. Owned
 * by the thread that reads state.
 */
final class StateReading {
    private final StateLoad load;
    private final StateLog.Extent extent;
    private final StateBudget budget;
    private final PartitionState state;
    private boolean isPlaced;
    private boolean isBegun;

    /** Whether the state is let go, or whoever has the end of the load lets it go. */
    private boolean hasEnded;

    StateReading(StateLoad load, StateLog.Extent extent, StateBudget budget) {
        this.load = load;
        this.extent = extent;
        this.budget = budget;
        this.state = new PartitionState(budget, load.topic());
    }

    /** Whether it is for this load; if not, nobody wants it, and it is let go. */
    boolean isOf(@Nullable StateLoad wanted) {
        if (load != wanted) {
            letGo();
        }
        return load == wanted;
    }

    void seekOnce(Consumer<?, ?> consumer, TopicPartition partition) {
        if (!isPlaced) {
            consumer.seek(partition, extent.begin());
            isPlaced = true;
        }
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
        if (!load.isUnderWay()) {
            return;
        }
        if (record.key() != null && SeenCodec.isOne(record.key())) {
            addSeen(record);
            return;
        }
        var key = key(record);
        if (key.isEmpty()) {
            refuse(unreadable(record));
        } else if (load.isFor(key.get().scope().tenant())
                && !state.load(
                        key.get(), Optional.ofNullable(record.value()).map(Payload::takingOver))) {
            refuse(tooLarge(record));
        }
    }

    private void addSeen(ConsumerRecord<byte[], byte[]> record) {
        var key = SeenCodec.read(record.key());
        var value = Optional.ofNullable(record.value());
        var job = value.flatMap(SeenCodec::readJob);
        if (key.isEmpty() || job.isPresent() != value.isPresent()) {
            refuse(unreadable(record));
        } else if (load.isMark(key.get())) {
            isBegun = job.isPresent();
        } else if (load.isFor(key.get().tenant())
                && job.filter(it -> Begun.isOne(key.get(), it)).isEmpty()) {
            state.load(key.get(), job);
        }
    }

    private static Optional<StateKey> key(ConsumerRecord<byte[], byte[]> record) {
        return Optional.ofNullable(record.key()).flatMap(StateKeyCodec::read);
    }

    private void refuse(String reason) {
        letGo();
        load.end(new StateLoad.End.Refused(reason));
    }

    /** Once only: a share of the room for remembered jobs would be given back twice. */
    private void letGo() {
        if (!hasEnded) {
            hasEnded = true;
            state.close();
        }
    }

    /**
     * Ends it if it is read up to this offset, or if nobody wants it any more, which may be so at
     * any moment; whether it has ended.
     */
    boolean endIfRead(long position) {
        if (!load.isUnderWay()) {
            letGo();
        } else if (position >= extent.end()) {
            hasEnded = true;
            load.end(new StateLoad.End.Loaded(state, isBegun));
        }
        return hasEnded;
    }

    private static String unreadable(ConsumerRecord<byte[], byte[]> record) {
        return record.topic()
                + "-"
                + record.partition()
                + ": the record at offset "
                + record.offset()
                + " cannot be read (expected: written by this version or an older one; if by a newer"
                + " one, run that)";
    }

    private String tooLarge(ConsumerRecord<byte[], byte[]> record) {
        return record.topic()
                + "-"
                + record.partition()
                + ": its state does not fit beside that of the other partitions"
                + " (pointsman.state.max-bytes: "
                + budget.maxBytes()
                + ", expected: more; or run more workers)";
    }
}
