package dev.pointsman.worker.state;

import java.util.concurrent.atomic.AtomicInteger;

/** How many jobs a worker remembers, of all tenants and partitions. Safe on every thread. */
public final class SeenRoom {
    /** What a job that is remembered takes of the heap; a guess on the large side. */
    public static final int BYTES_EACH = 200;

    private final int most;
    private final AtomicInteger taken = new AtomicInteger();

    public SeenRoom(int most) {
        this.most = most;
    }

    /** Takes room for one, if there is any. */
    boolean take() {
        if (taken.incrementAndGet() <= most) {
            return true;
        }
        taken.decrementAndGet();
        return false;
    }

    boolean isFull() {
        return taken.get() >= most;
    }

    void giveBack(int jobs) {
        taken.addAndGet(-jobs);
    }

    /** How many are remembered now. */
    public int taken() {
        return taken.get();
    }
}
