package dev.pointsman.worker;

import dev.pointsman.worker.job.JobListener;
import dev.pointsman.worker.kafka.TransactionListener;
import java.util.List;
import java.util.stream.Stream;

/** Who is told what a worker does. */
public record Listeners(List<JobListener> jobs, List<TransactionListener> transactions) {
    public Listeners {
        jobs = List.copyOf(jobs);
        transactions = List.copyOf(transactions);
    }

    /** Who is told about jobs only. */
    public static Listeners ofJobs(JobListener... listeners) {
        return new Listeners(List.of(listeners), List.of());
    }

    /** These, and more. */
    Listeners and(List<JobListener> moreJobs, TransactionListener transactionListener) {
        return new Listeners(
                Stream.concat(jobs.stream(), moreJobs.stream()).toList(),
                Stream.concat(transactions.stream(), Stream.of(transactionListener)).toList());
    }
}
