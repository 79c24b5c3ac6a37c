package dev.pointsman.worker.sandbox;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What job threads are to do, in the order it came. Bounded by who adds: an intake hands out one
 * loop a thread. Safe on every thread.
 */
final class WorkQueue {
    private final Lock lock = new ReentrantLock();
    private final Condition hasChanged = lock.newCondition();
    private final Queue<FutureTask<?>> waiting = new ArrayDeque<>();
    private boolean isClosed;

    /** Whether it was taken: not by a queue that is closed. */
    boolean add(FutureTask<?> task) {
        lock.lock();
        try {
            hasChanged.signal();
            return !isClosed && waiting.add(task);
        } finally {
            lock.unlock();
        }
    }

    /** Does what is here, and what comes, until the queue is closed and empty. */
    void work() {
        for (var task = next(); task.isPresent(); task = next()) {
            // Meant for what has ended: the next one must not meet it.
            Thread.interrupted();
            task.orElseThrow().run();
        }
    }

    /** Takes nothing more; what is here is still done. */
    void close() {
        lock.lock();
        try {
            isClosed = true;
            hasChanged.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What has not begun is not done either. */
    void cancel() {
        lock.lock();
        try {
            waiting.forEach(task -> task.cancel(false));
            waiting.clear();
        } finally {
            lock.unlock();
        }
    }

    private Optional<FutureTask<?>> next() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !isClosed) {
                hasChanged.awaitUninterruptibly();
            }
            return Optional.ofNullable(waiting.poll());
        } finally {
            lock.unlock();
        }
    }
}
