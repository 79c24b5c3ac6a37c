package dev.pointsman.worker.kafka;

import dev.pointsman.worker.flow.Claim;
import dev.pointsman.worker.flow.EndedJob;
import dev.pointsman.worker.flow.Flow;
import dev.pointsman.worker.flow.Ticket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;

/**
 * The thread of the transactions' side of the flow: what has ended is gathered, batch by batch.
 * Safe on every thread; meant for one.
 */
final class SharedBatch implements Gathering {
    /** Waking a thread costs as much as running a small job, so some are waited for. */
    private static final long SOME_COME_WITHIN_NANOS = 1_000_000;

    private final GuardedFlow guarded;
    private final Flow<TakenJob, OutgoingJob, ConsumerGroupMetadata> flow;

    /** Those of the batch under way that keep their lanes; the transactions' thread's own. */
    private final List<Ticket<TakenJob>> keeping = new ArrayList<>();

    /** Those that end with the batch under way. */
    private List<TakenJob.ToCancel> cancels = List.of();

    /** What is to be told of claims that are renewed; guarded by the flow's lock. */
    private final Map<Claim, Renewal> renewals = new HashMap<>();

    SharedBatch(GuardedFlow guarded) {
        this.guarded = guarded;
        this.flow = guarded.flow;
    }

    /** Whether there is something to commit. */
    boolean canGather() {
        return guarded.locked(() -> !guarded.isClosed() && flow.canGather());
    }

    /** Waits until there is something to commit; whether there is, for the flow may be closed. */
    boolean awaitEnded() throws InterruptedException {
        guarded.lock.lockInterruptibly();
        try {
            while (!guarded.isClosed() && !flow.canGather()) {
                guarded.jobHasEnded.await();
            }
            return !guarded.isClosed();
        } finally {
            guarded.lock.unlock();
        }
    }

    @Override
    public Optional<List<OutgoingJob>> more() throws InterruptedException {
        return gathered().map(this::outgoing);
    }

    private Optional<List<EndedJob<TakenJob, OutgoingJob>>> gathered() throws InterruptedException {
        guarded.lock.lockInterruptibly();
        try {
            awaitMore();
            return guarded.isClosed() || nanosUntilSeal() <= 0
                    ? Optional.empty()
                    : Optional.of(gather());
        } finally {
            guarded.lock.unlock();
        }
    }

    /** Until much has ended, or something and a little time is over, or it is time to seal. */
    private void awaitMore() throws InterruptedException {
        var waited = false;
        while (!guarded.isClosed()
                && nanosUntilSeal() > 0
                && !flow.isDue()
                && !(waited && flow.canGather())) {
            var wait = Math.min(nanosUntilSeal(), SOME_COME_WITHIN_NANOS);
            waited = guarded.jobHasEnded.awaitNanos(wait) <= 0;
        }
    }

    private long nanosUntilSeal() {
        return flow.nanosUntilSeal(System.nanoTime());
    }

    private List<EndedJob<TakenJob, OutgoingJob>> gather() {
        var more = flow.gather(System.nanoTime());
        // What waited to be committed may have left no room for more.
        guarded.wakeJobThreads();
        return more;
    }

    private List<OutgoingJob> outgoing(List<EndedJob<TakenJob, OutgoingJob>> ended) {
        var jobs = new ArrayList<OutgoingJob>(ended.size());
        for (var job : ended) {
            jobs.add(job.result());
            if (job.result().keepsLane()) {
                keeping.add(job.ticket());
            }
        }
        return jobs;
    }

    @Override
    public DueOffsets seal() {
        return guarded.locked(() -> {
            var due = DueOffsets.of(flow.seal(), renewals);
            renewals.keySet().removeIf(claim -> !claim.isOpen());
            cancels = due.cancels();
            return due;
        });
    }

    /** For whoever holds the lock. */
    void renew(Claim claim, Renewal renewal) {
        renewals.put(claim, renewal);
    }

    @Override
    public boolean isHeld() {
        return guarded.locked(flow::isHeld);
    }

    /**
     * The batch is committed.
     *
     * @param jobs its jobs as they were, some of which may have ended otherwise than they had
     */
    void committed(List<DoneJob> jobs) {
        batchEnded(() -> {
            letGo(jobs);
            cancels.forEach(cancel -> cancel.known().commit());
            cancels = List.of();
            flow.committed();
        });
    }

    /** Lanes that were kept for jobs that are not tried again, or not in order. */
    private void letGo(List<DoneJob> jobs) {
        if (keeping.isEmpty()) {
            return;
        }
        Set<PolledJob> again = Collections.newSetFromMap(new IdentityHashMap<>());
        jobs.stream().filter(DoneJob::isTriedAgainInOrder).forEach(job -> again.add(job.polled()));
        keeping.stream()
                .filter(ticket -> !again.contains(ticket.job().polled()))
                .forEach(flow.later().order()::letGo);
        keeping.clear();
    }

    /**
     * All claims are released, and so their partitions are claimed anew and their jobs run again;
     * but not before so long a time is over, unless the flow is closed.
     */
    void aborted(Duration backOff) throws InterruptedException {
        guarded.lock.lockInterruptibly();
        try {
            var left = backOff.toNanos();
            while (left > 0 && !guarded.isClosed()) {
                left = guarded.jobHasEnded.awaitNanos(left);
            }
        } finally {
            guarded.lock.unlock();
        }
        batchEnded(() -> {
            keeping.clear();
            cancels = List.of();
            flow.aborted();
        });
    }

    private void batchEnded(Runnable end) {
        guarded.locked(() -> {
            end.run();
            guarded.batchEnded.signalAll();
            guarded.wakeJobThreads();
            return flow;
        });
    }
}
