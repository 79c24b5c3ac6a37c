package dev.pointsman.worker.kafka;

import dev.pointsman.worker.job.CancelledJobs;
import dev.pointsman.worker.job.DuplicateWindows;
import dev.pointsman.worker.job.JobListener;
import dev.pointsman.worker.job.JobRun;
import dev.pointsman.worker.job.KeyOrders;
import dev.pointsman.worker.sandbox.JobThreads;
import java.util.List;

/** What is done with jobs, on which threads, and who is told. */
public record JobWork(
        JobRun jobs,
        CancelledJobs cancelled,
        DuplicateWindows windows,
        KeyOrders orders,
        JobThreads threads,
        List<JobListener> listeners,
        List<TransactionListener> transactionListeners) {
    public JobWork {
        listeners = List.copyOf(listeners);
        transactionListeners = List.copyOf(transactionListeners);
    }
}
