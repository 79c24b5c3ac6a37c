package dev.pointsman.worker.kafka;

import dev.pointsman.worker.flow.Claim;
import dev.pointsman.worker.flow.EndedJob;
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
final class SharedFlow implements Gathering, AutoCloseable {
    /** Waking a thread costs as much as running a small job, so some are waited for. */
    private static final long SOME_COME_WITHIN_NANOS = 1_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition jobIsReady = lock.newCondition();
    private final Condition jobHasEnded = lock.newCondition();
    private final Condition batchEnded = lock.newCondition();
    private final Condition workIsNeeded = lock.newCondition();
    private final Flow<TakenJob, OutgoingJob, ConsumerGroupMetadata> flow;

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

    /** Waits until there is not enough work any more, and no longer than that. */
    void awaitNeed(Duration patience) {
        lock.lock();
        try {
            var left = patience.toNanos();
            while (left > 0 && !closed && flow.hasEnough()) {
                left = workIsNeeded.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } finally {
            lock.unlock();
        }
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
            // What is open now takes nothing more, so there is nothing to keep it open for.
            jobHasEnded.signal();
            awaitCommitted(claims, patience);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } finally {
            claims.forEach(flow::release);
            wakeJobThreads();
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
            jobHasEnded.signal();
            return flow;
        });
    }

    boolean isSettled() {
        return locked(flow::isSettled);
    }

    /** Asks the flow something about a claim. */
    <T> T about(Claim claim, AboutClaim<T> question) {
        return locked(() -> question.of(flow, claim));
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

    /** A job has ended, and the thread that ran it wants the next. */
    Optional<Ticket<TakenJob>> endAndAwaitNext(Ticket<TakenJob> ticket, OutgoingJob ended)
            throws InterruptedException {
        var bytes = ended.job().finished().bytes();
        lock.lock();
        try {
            end(ticket, ended, bytes);
            return awaitNext();
        } finally {
            lock.unlock();
        }
    }

    void end(Ticket<TakenJob> ticket, OutgoingJob ended) {
        var bytes = ended.job().finished().bytes();
        locked(() -> {
            end(ticket, ended, bytes);
            return ended;
        });
    }

    private void end(Ticket<TakenJob> ticket, OutgoingJob ended, long bytes) {
        flow.end(ticket, ended, bytes);
        if (flow.isDue()) {
            jobHasEnded.signal();
        }
        if (!flow.hasEnough()) {
            workIsNeeded.signal();
        }
    }

    // The transactions'.

    /** Whether there is something to commit. */
    boolean canGather() {
        return locked(() -> !closed && flow.canGather());
    }

    /** Waits until there is something to commit; whether there is, for the flow may be closed. */
    boolean awaitEnded() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && !flow.canGather()) {
                jobHasEnded.await();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<OutgoingJob> more() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var left = flow.nanosUntilSeal(System.nanoTime());
            var some = Math.min(left, SOME_COME_WITHIN_NANOS);
            while (!closed && left > 0 && !flow.isDue() && !(some <= 0 && flow.canGather())) {
                var wait = some <= 0 ? left : some;
                some = jobHasEnded.awaitNanos(wait);
                left = flow.nanosUntilSeal(System.nanoTime());
            }
            return closed || left <= 0 ? List.of() : gather();
        } finally {
            lock.unlock();
        }
    }

    private List<OutgoingJob> gather() {
        var more = flow.gather(System.nanoTime());
        wakeJobThreads();
        return more.stream().map(EndedJob::result).toList();
    }

    /** What waited to be committed may have left no room for more. */
    private void wakeJobThreads() {
        if (flow.canBegin()) {
            jobIsReady.signalAll();
        }
    }

    /** Wakes the thread of the transactions. */
    private void wakeTransactions() {
        if (flow.canGather()) {
            jobHasEnded.signal();
        }
    }

    @Override
    public DueOffsets seal() {
        return locked(() -> DueOffsets.of(flow.seal()));
    }

    @Override
    public boolean isHeld() {
        return locked(flow::isHeld);
    }

    void committed() {
        batchEnded(flow::committed);
    }

    /**
     * All claims are released, and so their partitions are claimed anew and their jobs run again;
     * but not before so long a time is over, unless the flow is closed.
     */
    void aborted(Duration backOff) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var left = backOff.toNanos();
            while (left > 0 && !closed) {
                left = jobHasEnded.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
        batchEnded(flow::aborted);
    }

    private void batchEnded(Runnable end) {
        locked(() -> {
            end.run();
            batchEnded.signalAll();
            wakeJobThreads();
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
            jobHasEnded.signalAll();
            batchEnded.signalAll();
            workIsNeeded.signalAll();
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
