package dev.pointsman.worker.kafka;

import dev.pointsman.worker.flow.Claim;
import dev.pointsman.worker.flow.Flow;
import dev.pointsman.worker.flow.FlowLimits;
import dev.pointsman.worker.flow.Offer;
import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.Ticket;
import dev.pointsman.worker.flow.Withdrawal;
import dev.pointsman.worker.job.Unbegun;
import dev.pointsman.worker.state.OnceJob;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.errors.InterruptException;

/**
 * The flow of jobs, as the poll thread and the job threads share it with the thread of the
 * transactions. Safe on every thread.
 */
final class SharedFlow implements AutoCloseable {
    /** A job that expires later than that is looked at then, and put off once more. */
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofDays(1);

    private final GuardedFlow guarded;
    private final Flow<TakenJob, OutgoingJob, ConsumerGroupMetadata> flow;
    private final SharedBatch batch;
    private final SharedLater later;

    SharedFlow(FlowLimits limits) {
        this.guarded = new GuardedFlow(limits);
        this.flow = guarded.flow;
        this.batch = new SharedBatch(guarded);
        this.later = new SharedLater(guarded);
    }

    /** What the thread that reads retries has of it. */
    SharedLater later() {
        return later;
    }

    /** What the thread of the transactions has of it. */
    SharedBatch batch() {
        return batch;
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
        guarded.locked(() -> {
            flow.vouched(metadata);
            wakeTransactions();
            return metadata;
        });
    }

    /** Waits until there is not enough work any more, and no longer than that. */
    void awaitNeed(Duration patience) {
        guarded.lock.lock();
        try {
            var left = patience.toNanos();
            while (left > 0 && !guarded.isClosed() && flow.hasEnough()) {
                left = guarded.workIsNeeded.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } finally {
            guarded.lock.unlock();
        }
    }

    Claim claim(Progress begun) {
        return guarded.locked(() -> flow.claim(begun));
    }

    /** How far the claim has got is committed, though nothing of it may have ended. */
    void renew(Claim claim, Renewal renewal) {
        guarded.locked(() -> {
            batch.renew(claim, renewal);
            flow.renew(claim);
            wakeTransactions();
            return flow;
        });
    }

    /**
     * Takes the next records of a partition, as long as there is room.
     *
     * @return the offset of the first for which there was none; it and all after it are to be
     *     polled again
     */
    Optional<Long> take(Claim claim, List<TakenJob> jobs) {
        return guarded.locked(() -> {
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
        return switch (job) {
            case TakenJob.ToRun toRun -> offer(claim, offset, toRun);
            case TakenJob.ToCancel _ ->
                    flow.offerCancel(new Ticket<>(claim, offset, job.lane(), job.bytes(), job));
        };
    }

    private Offer offer(Claim claim, long offset, TakenJob.ToRun job) {
        var offer = flow.offer(claim, offset, job.lane(), job.bytes(), job);
        if (offer == Offer.TAKEN) {
            job.once().ifPresent(OnceJob::taken);
            guarded.jobIsReady.signal();
        }
        return offer;
    }

    /** Looks into the cancels among what was taken under the claim. */
    List<Withdrawal<TakenJob>> withdraw(Claim claim) {
        return guarded.locked(() -> {
            var told = flow.withdraw(List.of(claim), TakenJob::identity);
            told.forEach(SharedFlow::makeKnown);
            guarded.wakeJobThreads();
            wakeTransactions();
            return told;
        });
    }

    /** Jobs that come back from now on meet it. */
    private static void makeKnown(Withdrawal<TakenJob> lookedInto) {
        if (lookedInto.cancel() instanceof TakenJob.ToCancel cancel) {
            cancel.known().lookedInto();
        }
    }

    /** Retires the claims, and releases them after what has ended of them is committed. */
    void giveUp(Collection<Claim> claims, Duration patience) {
        guarded.lock.lock();
        try {
            claims.forEach(flow::retire);
            // What is open now takes nothing more, so there is nothing to keep it open for.
            guarded.jobHasEnded.signal();
            awaitCommitted(claims, patience);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } finally {
            claims.forEach(flow::release);
            guarded.beginErrands();
            guarded.wakeJobThreads();
            guarded.lock.unlock();
        }
    }

    private void awaitCommitted(Collection<Claim> claims, Duration patience)
            throws InterruptedException {
        var left = patience.toNanos();
        while (left > 0 && !guarded.isClosed() && claims.stream().anyMatch(flow::isOwing)) {
            left = guarded.batchEnded.awaitNanos(left);
        }
    }

    /** No job is begun any more; what has begun is still committed. */
    void drain() {
        guarded.locked(() -> {
            flow.drain();
            guarded.jobHasEnded.signal();
            return flow;
        });
    }

    boolean isSettled() {
        return guarded.locked(flow::isSettled);
    }

    /** Asks the flow something about a claim. */
    <T> T about(Claim claim, AboutClaim<T> question) {
        return guarded.locked(() -> question.of(flow, claim));
    }

    // The job threads'.

    /** The job to run next, none if none is ready. */
    Optional<Ticket<TakenJob>> next() {
        return guarded.locked(() -> guarded.isClosed() ? Optional.empty() : flow.next());
    }

    /** The job to run next, none if the flow was closed. */
    Optional<Ticket<TakenJob>> awaitNext() throws InterruptedException {
        guarded.lock.lockInterruptibly();
        try {
            var next = next();
            while (next.isEmpty() && !guarded.isClosed()) {
                guarded.jobIsReady.await();
                next = next();
            }
            return next;
        } finally {
            guarded.lock.unlock();
        }
    }

    /** The job that was handed out cannot begin yet. */
    void putOff(Ticket<TakenJob> ticket, Unbegun unbegun) {
        var need = ModuleNeed.of(unbegun);
        var end = end(unbegun);
        var isFirstToEnd =
                guarded.locked(() -> {
                    var now = System.nanoTime();
                    var before = flow.later().nanosUntilDue(now);
                    flow.putOff(ticket, need, end);
                    return flow.later().nanosUntilDue(now) < before;
                });
        if (isFirstToEnd) {
            // Who wakes what is due does so with what is over.
            later.tell();
        }
    }

    /** A publisher may write any year. */
    private static OptionalLong end(Unbegun unbegun) {
        return unbegun.untilExpiry()
                .map(left -> left.compareTo(LOOK_AGAIN_AFTER) < 0 ? left : LOOK_AGAIN_AFTER)
                .map(left -> OptionalLong.of(System.nanoTime() + left.toNanos()))
                .orElseGet(OptionalLong::empty);
    }

    /** A job has ended, and the thread that ran it wants the next. */
    Optional<Ticket<TakenJob>> endAndAwaitNext(Ticket<TakenJob> ticket, OutgoingJob ended)
            throws InterruptedException {
        var bytes = ended.job().finished().bytes();
        guarded.lock.lock();
        try {
            end(ticket, ended, bytes);
            return awaitNext();
        } finally {
            guarded.lock.unlock();
        }
    }

    void end(Ticket<TakenJob> ticket, OutgoingJob ended) {
        var bytes = ended.job().finished().bytes();
        guarded.locked(() -> {
            end(ticket, ended, bytes);
            return ended;
        });
    }

    private void end(Ticket<TakenJob> ticket, OutgoingJob ended, long bytes) {
        // A cancel ends with this attempt, and would not be there to find the next; and none can
        // come between this question and the end.
        var last = ticket.isWithdrawn() ? ended.withdrawn() : ended;
        if (last.keepsLane()) {
            flow.later().order().keep(ticket);
        }
        flow.end(ticket, last, bytes);
        if (flow.isDue()) {
            guarded.jobHasEnded.signal();
        }
        if (!flow.hasEnough()) {
            guarded.workIsNeeded.signal();
        }
    }

    /** Wakes the thread of the transactions. */
    private void wakeTransactions() {
        if (flow.canGather()) {
            guarded.jobHasEnded.signal();
        }
    }

    /** Nothing is ours any more, and nobody waits any longer. */
    @Override
    public void close() {
        guarded.locked(() -> {
            guarded.close();
            return flow;
        });
        later.tell();
    }
}
