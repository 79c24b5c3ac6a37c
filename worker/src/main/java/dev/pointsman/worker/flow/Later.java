package dev.pointsman.worker.flow;

import java.util.List;

/**
 * The jobs of a flow that are due later. They come from a place of their own, under a claim that
 * goes beside that of their partition; from when they are due they are as all others, in the lanes
 * of that partition. Owned by its flow.
 *
 * @param <J> jobs
 * @param <R> their results
 */
public final class Later<J, R> {
    /** Of what the flow's other jobs may hold of memory, they may hold this part beside it. */
    public static final int PART_OF_BYTES = 7;

    private final LaterRoom room;
    private final Backlog<J> backlog;
    private final Batches<J, R, ?> batches;
    private final Sleepers<J> sleepers = new Sleepers<>();
    private final KeyOrder<J> order;
    private final Errands<J> errands;

    Later(LaterRoom room, OpenJobs<J> jobs, Backlog<J> backlog, Batches<J, R, ?> batches) {
        this.room = room;
        this.backlog = backlog;
        this.batches = batches;
        this.errands = jobs.errands();
        this.order = new KeyOrder<>(jobs, sleepers, room);
    }

    /** Whose keys' order is kept meanwhile. */
    public KeyOrder<J> order() {
        return order;
    }

    /** Where jobs of the partition that are due later stand is ours too, and this far. */
    public Claim claim(Claim partition, Progress begun) {
        batches.hurry();
        var claim = new Claim(begun);
        claim.goBeside(partition);
        room.add(claim);
        if (partition.isRetired()) {
            claim.retire();
        }
        if (!partition.isOpen()) {
            claim.close();
        }
        return claim;
    }

    /** Takes the next record, as {@link Flow#offer} does; it is not run before it is due. */
    public Offer offer(Ticket<J> ticket, long dueNanos) {
        var claim = ticket.claim();
        var offer = claim.take(ticket.offset(), ticket.bytes(), room.takes(claim));
        if (offer == Offer.TAKEN) {
            sleepers.add(ticket, dueNanos);
        }
        return offer;
    }

    /**
     * The job is found by a cancel that came while it was on its way here, or away to be written
     * once more. It waits no longer, and is written nowhere, but ends as one that is found where it
     * waits. Whoever takes a job, or is about to have it moved, looks whether there is such a
     * cancel.
     *
     * @return whether it is so; nothing comes of one under a claim that is given up
     */
    public boolean withdraw(Ticket<J> ticket) {
        var claim = ticket.claim();
        if (!claim.isOpen() || claim.isRetired()) {
            return false;
        }
        claim.withdraw(ticket.offset());
        sleepers.remove(ticket);
        backlog.enter(ticket);
        return true;
    }

    /** Whether no more should be polled for the claim for now. */
    public boolean isFull(Claim claim) {
        return room.isFull(claim);
    }

    /**
     * What is due by now waits no longer, nor what was put off and has no time left; returns how
     * many that are.
     */
    public int awaken(long nowNanos) {
        var awake = 0;
        for (var due = sleepers.wake(nowNanos); due.isPresent(); due = sleepers.wake(nowNanos)) {
            backlog.enter(due.get());
            awake++;
        }
        var ended = errands.ended(nowNanos);
        backlog.goOn(ended);
        return awake + ended.size();
    }

    /**
     * Nanoseconds until the next is due, or the time of one is up that was put off; {@link
     * Long#MAX_VALUE} if there is none.
     */
    public long nanosUntilDue(long nowNanos) {
        return Math.min(sleepers.nanosUntilDue(nowNanos), errands.nanosUntilEnd(nowNanos));
    }

    /** How many wait until they are due. */
    public int size() {
        return sleepers.size();
    }

    /**
     * Takes out those of the claim that stand first and are not due for long: while they wait,
     * nothing behind them can be read. Whoever has them writes them once more, behind all others,
     * and then says so by {@link #moved}.
     *
     * @param nanos how long that is
     */
    public List<Ticket<J>> takeOut(Claim claim, long nanos, int most, long nowNanos) {
        return sleepers.takeOut(claim, nanos, most, nowNanos);
    }

    /**
     * A job that was taken out ends with this, which is committed as every result is.
     *
     * @param bytes what it holds of memory
     */
    public void moved(Ticket<J> ticket, R result, long bytes) {
        if (ticket.claim().isOpen()) {
            order.isMoved(ticket);
            ticket.claim().endedAsleep();
            batches.add(new EndedJob<>(ticket, result, bytes));
        }
    }

    Sleepers<J> sleepers() {
        return sleepers;
    }

    void drop(Claim claim) {
        sleepers.drop(claim);
    }
}
