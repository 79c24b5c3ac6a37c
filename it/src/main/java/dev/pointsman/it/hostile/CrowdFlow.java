package dev.pointsman.it.hostile;

import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.flow.Claim;
import dev.pointsman.worker.flow.Errand;
import dev.pointsman.worker.flow.Flow;
import dev.pointsman.worker.flow.FlowLimits;
import dev.pointsman.worker.flow.Need;
import dev.pointsman.worker.flow.Offer;
import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.Ticket;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.job.JobStep;
import dev.pointsman.worker.job.Unbegun;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What decides in a worker whose turn it is, between the jobs of several tenants and the threads of
 * a house; each tenant has a partition, and what has ended is committed at once. Safe on every
 * thread.
 */
final class CrowdFlow implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition hasChanged = lock.newCondition();
    private final Flow<CrowdJob, FinishedJob, String> flow;
    private final Map<TenantId, Claim> claims = new HashMap<>();
    private final Map<TenantId, Integer> begun = new HashMap<>();
    private final Map<TenantId, Integer> lookedAt = new HashMap<>();
    private final House house;
    private long offsets;
    private boolean closed;

    /**
     * @param maxAtOnce how many of the threads one tenant may have
     */
    CrowdFlow(House house, int maxAtOnce) {
        var limits =
                new FlowLimits(16_384, 500, Duration.ofMillis(20), 64 * 1024 * 1024, maxAtOnce);
        this.house = house;
        this.flow = new Flow<>(limits, CrowdJob::tenant);
        flow.vouched("the crowd");
        for (var thread = 0; thread < house.threads().concurrency(); thread++) {
            var _ = house.threads().submit(loop());
        }
    }

    /** Has the job run when it is its turn. */
    void offer(CrowdJob job) {
        locked(() -> take(job));
    }

    private void take(CrowdJob job) {
        var claim = claims.computeIfAbsent(job.tenant(), _ -> flow.claim(Progress.upTo(0)));
        job.waitsSince(ofOthers(begun, job));
        if (flow.offer(claim, offsets++, Optional.empty(), 1, job) != Offer.TAKEN) {
            throw new IllegalStateException("more jobs than one partition may have in flight");
        }
        hasChanged.signal();
    }

    private Callable<Void> loop() {
        return () -> {
            for (var next = awaitNext(); next.isPresent(); next = awaitNext()) {
                var ticket = next.get();
                var step = house.run(ticket.job().tenant(), ticket.job().module());
                locked(() -> after(ticket, step));
            }
            return null;
        };
    }

    /** None when this is closed. */
    private Optional<Ticket<CrowdJob>> awaitNext() throws InterruptedException {
        lock.lock();
        try {
            var next = next();
            while (next.isEmpty() && !closed) {
                hasChanged.await();
                next = next();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private Optional<Ticket<CrowdJob>> next() {
        var next = closed ? Optional.<Ticket<CrowdJob>>empty() : flow.next();
        next.map(Ticket::job).ifPresent(this::count);
        beginErrands();
        return next;
    }

    private void count(CrowdJob job) {
        begun.merge(job.tenant(), 1, Integer::sum);
        job.hasThread(ofOthers(begun, job));
    }

    private void after(Ticket<CrowdJob> ticket, JobStep step) {
        switch (step) {
            case FinishedJob finished -> end(ticket, finished);
            case Unbegun unbegun -> {
                var job = ticket.job();
                job.waitsSince(ofOthers(lookedAt, job));
                var module = new Module(unbegun, job, () -> locked(() -> lookedAt(job)));
                flow.putOff(ticket, module, OptionalLong.empty());
                beginErrands();
            }
        }
    }

    private void end(Ticket<CrowdJob> ticket, FinishedJob finished) {
        flow.end(ticket, finished, finished.bytes());
        if (flow.canGather()) {
            flow.gather(0);
            flow.seal();
            flow.committed();
        }
        hasChanged.signalAll();
        ticket.job().end().complete(finished);
    }

    private void beginErrands() {
        for (var next = flow.errand(); next.isPresent(); next = flow.errand()) {
            var errand = next.get();
            errand.need().fetch(() -> locked(() -> fetched(errand)));
        }
    }

    private void fetched(Errand errand) {
        if (errand.need() instanceof Module(_, var job, _)) {
            job.waitsSince(ofOthers(begun, job));
        }
        flow.fetched(errand);
        beginErrands();
        hasChanged.signalAll();
    }

    /**
     * By the thread that looks at modules, before it looks at the next; so this counts the looks,
     * and not who is told of them first.
     */
    private void lookedAt(CrowdJob job) {
        lookedAt.merge(job.tenant(), 1, Integer::sum);
        job.hasModule(ofOthers(lookedAt, job));
    }

    private void locked(Runnable decision) {
        lock.lock();
        try {
            decision.run();
        } finally {
            lock.unlock();
        }
    }

    private static int ofOthers(Map<TenantId, Integer> counts, CrowdJob job) {
        var all = counts.values().stream().mapToInt(Integer::intValue).sum();
        return all - counts.getOrDefault(job.tenant(), 0);
    }

    /**
     * The same for all jobs that want it, as a worker has it: else each of those that were put off
     * with the first would have a look of its own, at what is known by then.
     *
     * @param job the first of them
     */
    private record Module(Unbegun unbegun, CrowdJob job, Runnable lookedAt) implements Need {
        @Override
        public void fetch(Runnable then) {
            var look = unbegun.look().get().thenRun(lookedAt);
            var _ = look.whenCompleteAsync((_, _) -> then.run(), Thread::startVirtualThread);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Module(var its, _, _) && its.module().equals(unbegun.module());
        }

        @Override
        public int hashCode() {
            return unbegun.module().hashCode();
        }
    }

    @Override
    public void close() {
        locked(() -> {
            closed = true;
            hasChanged.signalAll();
        });
    }
}
