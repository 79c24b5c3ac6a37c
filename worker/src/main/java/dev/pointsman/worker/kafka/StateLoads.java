package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.SeenKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;

/**
 * For which partitions of jobs the state is wanted: the poll thread asks, the thread that reads
 * state answers. Where each tenant has a topic of jobs, several have their state in one partition;
 * it is read for one after the other. Safe on every thread.
 */
final class StateLoads implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private final JobTopics topics;
    private final Map<TopicPartition, StateLoad> loads = new LinkedHashMap<>();
    private boolean closed;

    /** Whether there is something to look at since the last pause. */
    private boolean hasNews;

    StateLoads(JobTopics topics) {
        this.topics = topics;
    }

    /**
     * Has the partition's state read, from here on.
     *
     * @param mark under which it is remembered that the group has begun the partition
     */
    void want(TopicPartition partition, SeenKey mark) {
        lock.lock();
        try {
            loads.computeIfAbsent(partition, it -> new StateLoad(topics.owner(it.topic()), mark));
            hasNews = true;
            something.signal();
        } finally {
            lock.unlock();
        }
    }

    /** What came of it, if it has come to an end; whoever takes that has it. */
    Optional<StateLoad.End> take(TopicPartition partition) {
        lock.lock();
        try {
            var end = Optional.ofNullable(loads.get(partition)).flatMap(StateLoad::end);
            end.ifPresent(_ -> loads.remove(partition));
            return end;
        } finally {
            lock.unlock();
        }
    }

    /** It is not wanted any more. */
    void forget(TopicPartition partition) {
        lock.lock();
        try {
            Optional.ofNullable(loads.remove(partition)).ifPresent(StateLoad::cancel);
        } finally {
            lock.unlock();
        }
    }

    /** What is to be read, by the number of its partition, which both topics share. */
    Map<Integer, StateLoad> wanted() {
        lock.lock();
        try {
            var wanted = new HashMap<Integer, StateLoad>();
            loads.forEach((partition, load) -> {
                if (load.isUnderWay()) {
                    wanted.putIfAbsent(partition.partition(), load);
                }
            });
            return wanted;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there is something to be read; whether there is, for this may be closed.
     *
     * @param isAnyHeld whether something is still held that was read: if nobody wants it, it is to
     *     be let go now
     */
    boolean awaitWanted(boolean isAnyHeld) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && !isAnyHeld && isNoneUnderWay()) {
                something.await();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private boolean isNoneUnderWay() {
        return loads.values().stream().noneMatch(StateLoad::isUnderWay);
    }

    /** Waits until more is wanted or a broker has answered, and for no longer than this. */
    void pause(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var left = atMost.toNanos();
            while (left > 0 && !closed && !hasNews) {
                left = something.awaitNanos(left);
            }
            hasNews = false;
        } finally {
            lock.unlock();
        }
    }

    /** A broker has answered: whoever pauses is to look. */
    void goOn() {
        lock.lock();
        try {
            hasNews = true;
            something.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is read any more. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            something.signal();
        } finally {
            lock.unlock();
        }
    }
}
