package dev.pointsman.worker.kafka;

import dev.pointsman.worker.flow.Ticket;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.job.JobRun;
import dev.pointsman.worker.sandbox.JobThreads;
import java.util.concurrent.Callable;

/** What a job thread does: the next job, and the next, until the flow is closed. */
final class JobLoop implements Callable<Void> {
    private final SharedFlow flow;
    private final JobRun jobs;
    private final JobRecords records;
    private final Verdicts verdicts;

    JobLoop(SharedFlow flow, JobRun jobs, JobRecords records, Verdicts verdicts) {
        this.flow = flow;
        this.jobs = jobs;
        this.records = records;
        this.verdicts = verdicts;
    }

    @Override
    public Void call() throws InterruptedException {
        var next = flow.awaitNext();
        while (next.isPresent()) {
            next = flow.endAndAwaitNext(next.get(), run(next.get()));
        }
        return null;
    }

    /** Runs what is ready, and waits for nothing. */
    void runReady() {
        var next = flow.next();
        while (next.isPresent()) {
            flow.end(next.get(), run(next.get()));
            next = flow.next();
        }
    }

    private OutgoingJob run(Ticket<TakenJob> ticket) {
        var job = ticket.job();
        // Of a claim that is released nothing is of use, so that its jobs need not run on.
        var finished = JobThreads.whileWanted(ticket.claim()::isOpen, () -> run(job));
        return records.outgoing(new DoneJob(job.polled(), finished));
    }

    private FinishedJob run(TakenJob job) {
        var origin = job.polled().origin();
        return verdicts.of(origin)
                .orElseGet(() -> jobs.run(origin, job.polled().key(), job.reading(), job.states()));
    }
}
