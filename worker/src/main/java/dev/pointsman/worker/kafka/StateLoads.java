package dev.pointsman.worker.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Of which partitions the state is wanted: the poll thread asks, the thread that reads state
 * answers. Safe on every thread.
 */
final class StateLoads implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private final Map<Integer, StateLoad> loads = new HashMap<>();
    private boolean closed;

    /** Has the partition's state read, from here on. */
    void want(int partition) {
        lock.lock();
        try {
            loads.computeIfAbsent(partition, _ -> new StateLoad());
            something.signal();
        } finally {
            lock.unlock();
        }
    }

    /** What came of it, if it has come to an end; whoever takes that has it. */
    Optional<StateLoad.End> take(int partition) {
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
    void forget(int partition) {
        lock.lock();
        try {
            Optional.ofNullable(loads.remove(partition)).ifPresent(StateLoad::cancel);
        } finally {
            lock.unlock();
        }
    }

    /** What is to be read. */
    Map<Integer, StateLoad> wanted() {
        lock.lock();
        try {
            var wanted = new HashMap<Integer, StateLoad>();
            loads.forEach((partition, load) -> {
                if (load.isUnderWay()) {
                    wanted.put(partition, load);
                }
            });
            return wanted;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is something to be read; whether there is, for this may be closed. */
    boolean awaitWanted() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && loads.values().stream().noneMatch(StateLoad::isUnderWay)) {
                something.await();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for no longer than this, for a broker that has no answer yet. */
    void pause(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var left = atMost.toNanos();
            while (left > 0 && !closed) {
                left = something.awaitNanos(left);
            }
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
