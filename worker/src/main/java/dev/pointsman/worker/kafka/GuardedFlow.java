package dev.pointsman.worker.kafka;

import dev.pointsman.worker.flow.Errand;
import dev.pointsman.worker.flow.Flow;
import dev.pointsman.worker.flow.FlowLimits;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;

/**
 * The flow of jobs, the one lock that guards it, held for decisions only, and what threads wait
 * for. All but {@link #locked} is for who holds the lock.
 */
final class GuardedFlow {
    final ReentrantLock lock = new ReentrantLock();
    final Condition jobIsReady = lock.newCondition();
    final Condition jobHasEnded = lock.newCondition();
    final Condition batchEnded = lock.newCondition();
    final Condition workIsNeeded = lock.newCondition();
    final Condition retriesHaveNews = lock.newCondition();
    final Flow<TakenJob, OutgoingJob, ConsumerGroupMetadata> flow;

    private boolean closed;

    GuardedFlow(FlowLimits limits) {
        this.flow = new Flow<>(limits, TakenJob::owner);
    }

    /** Whether nobody is to wait any longer. */
    boolean isClosed() {
        return closed;
    }

    /** Nothing is ours any more, and nobody waits any longer. */
    void close() {
        closed = true;
        flow.releaseAll();
        jobIsReady.signalAll();
        jobHasEnded.signalAll();
        batchEnded.signalAll();
        workIsNeeded.signalAll();
        retriesHaveNews.signalAll();
    }

    /** Wakes the job threads, if there is something to begin. */
    void wakeJobThreads() {
        if (flow.canBegin()) {
            jobIsReady.signalAll();
        }
    }

    <T> T locked(Supplier<T> decision) {
        lock.lock();
        try {
            var decided = decision.get();
            beginErrands();
            return decided;
        } finally {
            lock.unlock();
        }
    }

    /** Has fetched what jobs need, as far as it is their turn; nobody waits for it. */
    void beginErrands() {
        for (var next = flow.errand(); next.isPresent(); next = flow.errand()) {
            var errand = next.get();
            errand.need().fetch(() -> fetched(errand));
        }
    }

    private void fetched(Errand errand) {
        locked(() -> {
            flow.fetched(errand);
            wakeJobThreads();
            return errand;
        });
    }
}
