package dev.pointsman.worker.kafka;

import dev.pointsman.worker.flow.Claim;
import dev.pointsman.worker.flow.Flow;
import dev.pointsman.worker.flow.FlowLimits;
import dev.pointsman.worker.flow.Offer;
import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.Ticket;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.errors.InterruptException;

/**
 * The flow of jobs, as the poll thread, the job threads and the thread of the transactions share
 * it: the one lock, held for decisions only, and what the threads wait for. Safe on every thread.
 */
final class SharedFlow implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition jobIsReady = lock.newCondition();
    private final Condition batchIsDue = lock.newCondition();
    private final Condition batchEnded = lock.newCondition();
    private final Flow<TakenJob, OutgoingJob, ConsumerGroupMetadata> flow;

    /** When the thread that waits for a batch wakes up by itself, by {@link System#nanoTime}. */
    private Optional<Long> alarmNanos = Optional.empty();

    private boolean closed;

    SharedFlow(FlowLimits limits) {
        this.flow = new Flow<>(limits);
    }

    // The poll thread's.

    /**
     * Keeps what the group says of us as of the poll that has just returned, in which every claim
     * on a partition that was taken away was released. One that says that we are nobody is not
     * kept: a broker takes transactional offsets from nobody without asking which partitions are
     * theirs, while an older word of the group can only be refused.
     */
    void vouched(ConsumerGroupMetadata metadata) {
        if (metadata.generationId() < 0 || metadata.memberId().isEmpty()) {
            return;
        }
        locked(() -> {
            flow.vouched(metadata);
            wakeTransactions();
            return metadata;
        });
    }

    Claim claim(Progress begun) {
        return locked(() -> flow.claim(begun));
    }

    /**
     * Takes the next records of a partition, as long as there is room.
     *
     * @return the offset of the first for which there was none; it and all after it are to be
     *     polled again
     */
    Optional<Long> take(Claim claim, List<TakenJob> jobs) {
        return locked(() -> {
            for (var job : jobs) {
                var offset = job.polled().record().offset();
                if (!claim.isOpen() || offer(claim, offset, job) == Offer.NO_ROOM) {
                    return Optional.of(offset);
                }
            }
            return Optional.empty();
        });
    }

    private Offer offer(Claim claim, long offset, TakenJob job) {
        var offer = flow.offer(claim, offset, job.lane(), job.bytes(), job);
        if (offer == Offer.TAKEN) {
            jobIsReady.signal();
        }
        return offer;
    }

    /** Retires the claims, and releases them after what has ended of them is committed. */
    void giveUp(Collection<Claim> claims, Duration patience) {
        lock.lock();
        try {
            claims.forEach(flow::retire);
            awaitCommitted(claims, patience);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } finally {
            claims.forEach(flow::release);
            lock.unlock();
        }
    }

    private void awaitCommitted(Collection<Claim> claims, Duration patience)
            throws InterruptedException {
        var left = patience.toNanos();
        while (left > 0 && !closed && claims.stream().anyMatch(flow::isOwing)) {
            left = batchEnded.awaitNanos(left);
        }
    }

    /** No job is begun any more; what has begun is still committed. */
    void drain() {
        locked(() -> {
            flow.drain();
            return flow;
        });
    }

    boolean isSettled() {
        return locked(flow::isSettled);
    }

    /** Asks the flow something about a claim. */
    <T> T about(Claim claim, Claimed<T> question) {
        return locked(() -> question.of(flow, claim));
    }

    /** A question to the flow. */
    interface Claimed<T> {
        T of(Flow<TakenJob, OutgoingJob, ConsumerGroupMetadata> flow, Claim claim);
    }

    // The job threads'.

    /** The job to run next, none if none is ready. */
    Optional<Ticket<TakenJob>> next() {
        return locked(() -> closed ? Optional.empty() : flow.next());
    }

    /** The job to run next, none if the flow was closed. */
    Optional<Ticket<TakenJob>> awaitNext() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var next = next();
            while (next.isEmpty() && !closed) {
                jobIsReady.await();
                next = next();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    void end(Ticket<TakenJob> ticket, OutgoingJob ended) {
        var now = System.nanoTime();
        var bytes = ended.job().finished().bytes();
        locked(() -> {
            flow.end(ticket, ended, bytes, now);
            wakeTransactions();
            return ended;
        });
    }

    // The transactions'.

    /** A batch if one is due. */
    Optional<DueBatch> batch() {
        return locked(() -> {
            var now = System.nanoTime();
            return closed || flow.nanosUntilBatch(now) > 0
                    ? Optional.empty()
                    : Optional.of(new DueBatch(flow.beginBatch(now)));
        });
    }

    /** The next batch when it is due, none if the flow was closed. */
    Optional<DueBatch> awaitBatch() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var batch = batch();
            while (batch.isEmpty() && !closed) {
                var _ = batchIsDue.awaitNanos(setAlarm());
                batch = batch();
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how long to wait, and remembers until when. */
    private long setAlarm() {
        var now = System.nanoTime();
        var until = flow.nanosUntilBatch(now);
        alarmNanos = until == Long.MAX_VALUE ? Optional.empty() : Optional.of(now + until);
        return until;
    }

    /** Wakes the transactions' thread, unless it wakes up in time by itself. */
    private void wakeTransactions() {
        var now = System.nanoTime();
        var until = flow.nanosUntilBatch(now);
        if (until < Long.MAX_VALUE && alarmNanos.stream().noneMatch(it -> it - now <= until)) {
            batchIsDue.signal();
        }
    }

    void committed(DueBatch due) {
        batchEnded(() -> flow.committed(due.batch()));
    }

    /**
     * All claims are released, and so their partitions are claimed anew and their jobs run again;
     * but not before so long a time is over, unless the flow is closed.
     */
    void aborted(DueBatch due, Duration backOff) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var left = backOff.toNanos();
            while (left > 0 && !closed) {
                left = batchIsDue.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
        batchEnded(() -> flow.aborted(due.batch()));
    }

    private void batchEnded(Runnable end) {
        locked(() -> {
            end.run();
            batchEnded.signalAll();
            if (flow.canBegin()) {
                // The last batch may have left no room for more results.
                jobIsReady.signalAll();
            }
            return flow;
        });
    }

    /** Nothing is ours any more, and nobody waits any longer. */
    @Override
    public void close() {
        locked(() -> {
            closed = true;
            flow.releaseAll();
            jobIsReady.signalAll();
            batchIsDue.signalAll();
            batchEnded.signalAll();
            return flow;
        });
    }

    private <T> T locked(Supplier<T> decision) {
        lock.lock();
        try {
            return decision.get();
        } finally {
            lock.unlock();
        }
    }
}
