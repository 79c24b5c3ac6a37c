package dev.pointsman.worker.state;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of the heap all state of a worker may take: that of its partitions, and what jobs are
 * about to add to it. Safe on every thread.
 */
public final class StateBudget {
    private final long maxBytes;
    private final SeenRoom seen;
    private final SeenRoom cancels;
    private final AtomicLong taken = new AtomicLong();

    /** One without room for jobs or cancels that are remembered. */
    public StateBudget(long maxBytes) {
        this(maxBytes, new SeenRoom(0), new SeenRoom(0));
    }

    /** One without room for cancels. */
    public StateBudget(long maxBytes, SeenRoom seen) {
        this(maxBytes, seen, new SeenRoom(0));
    }

    public StateBudget(long maxBytes, SeenRoom seen, SeenRoom cancels) {
        this.maxBytes = maxBytes;
        this.seen = seen;
        this.cancels = cancels;
    }

    /** The room for jobs that are remembered, which is beside all this. */
    public SeenRoom seen() {
        return seen;
    }

    /** The same for cancels: a flood of them is to have no job forgotten. */
    public SeenRoom cancels() {
        return cancels;
    }

    /** Takes that much if there is as much left. */
    boolean take(long bytes) {
        if (taken.addAndGet(bytes) <= maxBytes || bytes <= 0) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    /** What was taken before becomes so much more or, below zero, less. */
    void change(long bytes) {
        taken.addAndGet(bytes);
    }

    /** Whether no more is taken than may be. */
    boolean isKept() {
        return taken.get() <= maxBytes;
    }

    /** What it may all be. */
    public long maxBytes() {
        return maxBytes;
    }

    /** What is taken now. */
    public long bytes() {
        return taken.get();
    }
}
