package dev.pointsman.worker.kafka;

import dev.pointsman.worker.flow.Claim;
import dev.pointsman.worker.flow.KeyOrder;
import dev.pointsman.worker.flow.Later;
import dev.pointsman.worker.flow.Offer;
import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.Ticket;
import dev.pointsman.worker.state.ClaimCancels;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The jobs of the flow that are due later, as the thread that reads retries shares them with the
 * others. Safe on every thread.
 */
final class SharedLater {
    private final GuardedFlow guarded;
    private final Later<TakenJob, OutgoingJob> later;

    private final UnreadRetries unread = new UnreadRetries();

    /** Those that jobs meet which come back; guarded by the flow's lock. */
    private final Map<Claim, ClaimCancels> cancels = new HashMap<>();

    /** How often there was any; guarded by the flow's lock. */
    private long news;

    /** Whoever waits for records; guarded by the flow's lock. */
    private Optional<Runnable> reader = Optional.empty();

    SharedLater(GuardedFlow guarded) {
        this.guarded = guarded;
        this.later = guarded.flow.later();
    }

    /**
     * Goes beside the claim on the partition of the jobs; the poll thread's.
     *
     * @param isAwaited whether none of the jobs may begin before it is known who waits
     * @param met the cancels that its jobs may meet
     */
    Claim claim(Claim jobs, Progress begun, boolean isAwaited, ClaimCancels met) {
        return guarded.locked(() -> {
            if (isAwaited) {
                later.order().await(jobs);
            }
            var claim = later.claim(jobs, begun);
            cancels.keySet().removeIf(other -> !other.isOpen());
            cancels.put(claim, met);
            return claim;
        });
    }

    /** Whether it is not known yet who waits. */
    boolean isAwaited(Claim claim) {
        return guarded.locked(() -> later.order().isAwaited(claim));
    }

    /** As {@link KeyOrder#isRead}. */
    boolean isRead(Claim claim) {
        return guarded.locked(() -> later.order().isRead(claim));
    }

    /** As {@link KeyOrder#isToBeReadOn}. */
    boolean isToBeReadOn(Claim claim) {
        return guarded.locked(() -> later.order().isToBeReadOn(claim));
    }

    /** What is known of those that are not read. */
    UnreadRetries unread() {
        return unread;
    }

    /** How many keys are held up by jobs that wait for another attempt. */
    int heldKeys() {
        return guarded.locked(() -> later.order().lanes());
    }

    /**
     * Somebody reads retries from now on, or nobody any more.
     *
     * @param wake ends a wait for records; it does not wait itself, and is called as long as
     *     somebody reads only: clients that are closed are not to be woken
     */
    void readBy(Optional<Runnable> wake) {
        guarded.locked(() -> reader = wake);
    }

    /** There is something to read for whoever reads retries, or nothing any more. */
    void tell() {
        guarded.locked(() -> {
            news++;
            guarded.retriesHaveNews.signal();
            reader.ifPresent(Runnable::run);
            return later;
        });
    }

    /** How often that was told. */
    long news() {
        return guarded.locked(() -> news);
    }

    /** Waits until it is told once more, and no longer than that. */
    void awaitNews(long known, Duration patience) throws InterruptedException {
        guarded.lock.lockInterruptibly();
        try {
            var left = patience.toNanos();
            while (left > 0 && !guarded.isClosed() && news == known) {
                left = guarded.retriesHaveNews.awaitNanos(left);
            }
        } finally {
            guarded.lock.unlock();
        }
    }

    /** Whether there is nothing to read any more. */
    boolean isClosed() {
        return guarded.locked(guarded::isClosed);
    }

    boolean isFull(Claim claim) {
        return guarded.locked(() -> later.isFull(claim));
    }

    /**
     * Takes the next records of a partition, as long as there is room.
     *
     * @return the offset of the first for which there was none
     */
    Optional<Long> take(Claim claim, List<DueJob> jobs) {
        return guarded.locked(() -> {
            for (var job : jobs) {
                if (!claim.isOpen() || offer(claim, job) == Offer.NO_ROOM) {
                    return Optional.of(job.offset());
                }
            }
            return Optional.empty();
        });
    }

    private Offer offer(Claim claim, DueJob due) {
        var job = due.job();
        var place = job.polled().origin().offset();
        var ticket = new Ticket<TakenJob>(claim, due.offset(), place, job.lane(), job.bytes(), job);
        var offer = later.offer(ticket, due.dueNanos());
        if (offer == Offer.TAKEN) {
            if (job.polled().keepsOrder()) {
                later.order().waits(ticket);
            }
            meetCancel(ticket);
        }
        return offer;
    }

    /** Whether a cancel that came while it was on its way is for it, so that it may run, to end. */
    private boolean meetCancel(Ticket<TakenJob> ticket) {
        var isWithdrawn = isCancelled(ticket) && later.withdraw(ticket);
        if (isWithdrawn) {
            guarded.wakeJobThreads();
        }
        return isWithdrawn;
    }

    private boolean isCancelled(Ticket<TakenJob> ticket) {
        var known = cancels.get(ticket.claim());
        var job = ticket.job();
        return known != null
                && job.identity()
                        .filter(it -> known.isAnyFor(it, job.polled().key(), ticket.place()))
                        .isPresent();
    }

    /** What is due by now may run. */
    void awaken() {
        guarded.locked(() -> {
            if (later.awaken(System.nanoTime()) > 0) {
                guarded.wakeJobThreads();
            }
            return later;
        });
    }

    /** No longer than that. */
    Duration untilDue(Duration atMost) {
        var nanos = guarded.locked(() -> later.nanosUntilDue(System.nanoTime()));
        return Duration.ofNanos(Math.clamp(nanos, 0, atMost.toNanos()));
    }

    /** How many jobs wait until they are due. */
    int waiting() {
        return guarded.locked(later::size);
    }

    /** As {@link Later#takeOut}. */
    List<Ticket<TakenJob>> takeOut(Claim claim, Duration asleepFor, int most) {
        return guarded.locked(
                () -> later.takeOut(claim, asleepFor.toNanos(), most, System.nanoTime()));
    }

    /** A job that was taken out is to be written once more, unless it was withdrawn meanwhile. */
    void moved(Ticket<TakenJob> ticket, OutgoingJob outgoing) {
        var bytes = outgoing.job().finished().bytes();
        guarded.locked(() -> {
            if (!meetCancel(ticket)) {
                later.moved(ticket, outgoing, bytes);
                guarded.jobHasEnded.signal();
            }
            return later;
        });
    }

    /**
     * A job and when it is due.
     *
     * @param dueNanos by {@link System#nanoTime}
     */
    record DueJob(TakenJob job, long dueNanos) {
        long offset() {
            return job.polled().record().offset();
        }
    }
}
