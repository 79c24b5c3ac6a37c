package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Reading;
import dev.pointsman.worker.flow.Ticket;
import dev.pointsman.worker.job.CancelledJobs;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.job.JobRun;
import dev.pointsman.worker.job.JobStep;
import dev.pointsman.worker.job.Unbegun;
import dev.pointsman.worker.sandbox.JobThreads;
import dev.pointsman.worker.sandbox.Wanted;
import dev.pointsman.worker.state.OnceJob;
import java.util.Optional;
import java.util.concurrent.Callable;

/** What a job thread does: the next job, and the next, until the flow is closed. */
final class JobLoop implements Callable<Void> {
    private final SharedFlow flow;
    private final JobRun jobs;
    private final CancelledJobs cancelled;
    private final JobRecords records;
    private final Verdicts verdicts;

    JobLoop(
            SharedFlow flow,
            JobRun jobs,
            CancelledJobs cancelled,
            JobRecords records,
            Verdicts verdicts) {
        this.flow = flow;
        this.jobs = jobs;
        this.cancelled = cancelled;
        this.records = records;
        this.verdicts = verdicts;
    }

    @Override
    public Void call() throws InterruptedException {
        var next = flow.awaitNext();
        while (next.isPresent()) {
            var ticket = next.get();
            switch (run(ticket)) {
                case FinishedJob finished ->
                        next = flow.endAndAwaitNext(ticket, outgoing(ticket, finished));
                case Unbegun unbegun -> {
                    flow.putOff(ticket, unbegun);
                    next = flow.awaitNext();
                }
            }
        }
        return null;
    }

    /** Runs what is ready, and waits for nothing. */
    void runReady() {
        for (var next = flow.next(); next.isPresent(); next = flow.next()) {
            var ticket = next.get();
            switch (run(ticket)) {
                case FinishedJob finished -> flow.end(ticket, outgoing(ticket, finished));
                case Unbegun unbegun -> flow.putOff(ticket, unbegun);
            }
        }
    }

    private JobStep run(Ticket<TakenJob> ticket) {
        return JobThreads.whileWanted(new Asked(ticket), () -> run(ticket, toRun(ticket)));
    }

    private OutgoingJob outgoing(Ticket<TakenJob> ticket, FinishedJob finished) {
        var job = toRun(ticket);
        var outgoing = records.outgoing(new DoneJob(job.polled(), finished, job.once()));
        return verdicts.isToCommitFirst(finished) ? outgoing.committedFirst() : outgoing;
    }

    private static TakenJob.ToRun toRun(Ticket<TakenJob> ticket) {
        return switch (ticket.job()) {
            case TakenJob.ToRun job -> job;
            case TakenJob.ToCancel cancel ->
                    throw new IllegalStateException(cancel.polled().origin() + " is not to be run");
        };
    }

    private JobStep run(Ticket<TakenJob> ticket, TakenJob.ToRun job) {
        var origin = job.polled().origin();
        var verdict = verdicts.of(origin);
        if (verdict.isPresent()) {
            return verdict.get();
        }
        var unrun = unrun(ticket, job);
        return unrun.isPresent()
                ? unrun.get()
                : jobs.run(origin, job.polled().key(), job.reading(), job.states());
    }

    /** One that is not to be run, though nothing is wrong with it. */
    private Optional<FinishedJob> unrun(Ticket<TakenJob> ticket, TakenJob.ToRun job) {
        var first = job.once().flatMap(OnceJob::first);
        if (first.isPresent()) {
            var place = job.polled().partition() + "-" + first.get();
            return cancelled(job, ErrorCode.DUPLICATE, "the job was published before, at " + place);
        }
        return ticket.isWithdrawn()
                ? cancelled(job, ErrorCode.WITHDRAWN, withdrawn(job))
                : Optional.empty();
    }

    private static String withdrawn(TakenJob.ToRun job) {
        var before = job.polled().retry().isPresent() ? "it was tried again" : "it began";
        return "the job was withdrawn before " + before;
    }

    private Optional<FinishedJob> cancelled(TakenJob.ToRun job, ErrorCode code, String detail) {
        return switch (job.reading()) {
            case Reading.Accepted(var request) ->
                    Optional.of(cancelled.of(job.polled().origin(), request, code, detail));
            case Reading.Rejected(_) -> Optional.empty();
        };
    }

    /** Of a claim that is released nothing is of use, so that its jobs need not run on. */
    private record Asked(Ticket<TakenJob> ticket) implements Wanted {
        @Override
        public boolean isOurs() {
            return ticket.claim().isOpen();
        }

        @Override
        public boolean isWithdrawn() {
            return ticket.isWithdrawn();
        }
    }
}
