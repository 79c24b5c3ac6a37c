package dev.pointsman.worker.kafka;

import dev.pointsman.worker.job.JobListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the thread of the transactions does: one batch, and the next, until the flow is closed. An
 * exception that leaves it means that producer and consumer are done for.
 */
final class Committer implements Callable<Void> {
    private static final Logger LOGGER = LoggerFactory.getLogger(Committer.class);

    private static final Duration SHORTEST_BACK_OFF = Duration.ofMillis(50);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(5);

    private final SharedBatch batch;
    private final UnreadRetries retries;
    private final Transactions transactions;
    private final Verdicts verdicts;
    private final List<JobListener> listeners;
    private final Readiness readiness;
    private Duration backOff = Duration.ZERO;

    Committer(
            SharedFlow flow,
            Transactions transactions,
            Verdicts verdicts,
            List<JobListener> listeners,
            Readiness readiness) {
        this.batch = flow.batch();
        this.retries = flow.later().unread();
        this.transactions = transactions;
        this.verdicts = verdicts;
        this.listeners = List.copyOf(listeners);
        this.readiness = readiness;
    }

    @Override
    public Void call() throws InterruptedException {
        while (batch.awaitEnded()) {
            commit();
        }
        return null;
    }

    /**
     * Commits what is due, and waits for nothing.
     *
     * @return how many jobs were committed
     */
    int commitDue() throws InterruptedException {
        var committed = 0;
        while (batch.canGather()) {
            committed += commit();
        }
        return committed;
    }

    private int commit() throws InterruptedException {
        return switch (transactions.commit(batch)) {
            case Ending.Committed(var jobs) -> committed(jobs);
            case Ending.Aborted(var reason) -> aborted(reason);
        };
    }

    private int committed(List<DoneJob> jobs) {
        backOff = Duration.ZERO;
        jobs.forEach(DoneJob::committed);
        verdicts.carriedOut(jobs);
        retries.written(jobs);
        batch.committed(jobs);
        tell(jobs);
        return jobs.size();
    }

    private void tell(List<DoneJob> jobs) {
        var ended = jobs.stream().filter(job -> !job.moved()).map(DoneJob::finished).toList();
        listeners.forEach(listener -> listener.jobsEnded(ended));
    }

    private int aborted(KafkaException reason) throws InterruptedException {
        LOGGER.atWarn().setCause(reason).log("a transaction was aborted; its jobs are run again");
        readiness.aborted("" + reason.getMessage());
        if (reason instanceof SeenTooEarly) {
            // Next time they end as they are to; there is nothing to wait for.
            batch.aborted(Duration.ZERO);
        } else {
            batch.aborted(backOff);
            backOff = longer();
        }
        return 0;
    }

    /** The first abort may be a rebalance's; what goes on is no accident, and is not hurried. */
    private Duration longer() {
        var longer = backOff.multipliedBy(2);
        if (longer.isZero()) {
            return SHORTEST_BACK_OFF;
        }
        return longer.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : longer;
    }
}
