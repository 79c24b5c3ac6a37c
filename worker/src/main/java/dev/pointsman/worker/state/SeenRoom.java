package dev.pointsman.worker.state;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many jobs a worker remembers, of all tenants and partitions. A partition that comes when
 * others have taken all is not to go without: it may have its share of a half beyond that, and
 * those that hold more than theirs give some back as they go on. Safe on every thread.
 */
public final class SeenRoom {
    /** What a job that is remembered takes of the heap; a guess on the large side. */
    private static final int BYTES_EACH = 200;

    /** More than one, so that it comes to an end. */
    private static final int MOST_AT_ONCE = 2;

    private final int most;
    private final SeenFigures figures;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger partitions = new AtomicInteger();

    /** One of which nothing is told. */
    public SeenRoom(int most) {
        this(most, new SeenFigures(InstantSource.system()));
    }

    public SeenRoom(int most, SeenFigures figures) {
        this.most = most;
        this.figures = figures;
    }

    /** One that takes so much of the heap, shares included, and of which nothing is told. */
    public static SeenRoom ofBytes(long bytes) {
        return new SeenRoom((int) Math.min(Integer.MAX_VALUE, bytes * 2 / 3 / BYTES_EACH));
    }

    SeenFigures figures() {
        return figures;
    }

    /** What so many remembered jobs take of the heap, shares included. */
    public static long bytes(int most) {
        return most * 3L / 2 * BYTES_EACH;
    }

    /** Another partition is ours, and has its share. */
    void open() {
        partitions.incrementAndGet();
    }

    /** A partition that held so many is not ours any more. */
    void close(int held) {
        partitions.decrementAndGet();
        giveBack(held);
    }

    /** Takes room for one, if there is any for a partition that holds so many. */
    boolean take(int held) {
        if (taken.incrementAndGet() <= most || held < share()) {
            return true;
        }
        taken.decrementAndGet();
        return false;
    }

    /** How many a partition that holds so many should let go before it takes the next. */
    int excess(int held) {
        var beyondAll = taken.get() + 1 - most;
        var beyondShare = held + 1 - share();
        return Math.clamp(Math.min(beyondAll, beyondShare), 0, MOST_AT_ONCE);
    }

    private int share() {
        return most / 2 / Math.max(1, partitions.get());
    }

    void giveBack(int jobs) {
        taken.addAndGet(-jobs);
    }

    /** How many are remembered now. */
    public int taken() {
        return taken.get();
    }

    /** How many partitions have a share of it now. */
    public int partitions() {
        return partitions.get();
    }
}
