package dev.pointsman.worker.job;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Execution;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Links;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.contracts.Rejection;
import dev.pointsman.contracts.StateScope;
import dev.pointsman.worker.context.JobContext;
import dev.pointsman.worker.context.Origin;
import dev.pointsman.worker.effects.Account;
import dev.pointsman.worker.effects.Effects;
import dev.pointsman.worker.sandbox.GuestEnd;
import dev.pointsman.worker.sandbox.Sandbox;
import dev.pointsman.worker.state.KeyState;
import dev.pointsman.worker.state.KeyStates;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The path of one job, from the reading of its record to its end. Safe on every thread; runs
 * guests, so it is called on job threads.
 */
public final class JobRunner implements JobRun {
    /** The capability by which a guest's lines go to their topic, not to the worker's log only. */
    private static final String LINES_TO_TOPIC = "guest-logs/v1/write";

    private final JobPreparation preparation;
    private final Sandbox sandbox;
    private final InstantSource time;
    private final String source;

    /**
     * @param source who answers, the {@code ce_source} of results
     */
    public JobRunner(
            JobPreparation preparation, Sandbox sandbox, InstantSource time, String source) {
        this.preparation = preparation;
        this.sandbox = sandbox;
        this.time = time;
        this.source = source;
    }

    /**
     * Runs the job, on a thread that may wait for its module: for who runs one job, not
     * everybody's.
     */
    public FinishedJob runToEnd(
            Origin origin, Optional<Payload> key, Reading<JobRequest> reading, KeyStates states) {
        while (true) {
            switch (run(origin, key, reading, states)) {
                case FinishedJob finished -> {
                    return finished;
                }
                case Unbegun unbegun -> unbegun.await();
            }
        }
    }

    /** Runs the job, or says why there is none. Every record gets its one result. */
    @Override
    public JobStep run(
            Origin origin, Optional<Payload> key, Reading<JobRequest> reading, KeyStates states) {
        return switch (reading) {
            case Reading.Accepted(var request) -> run(origin, key, request, states);
            case Reading.Rejected(var rejection) -> malformed(origin, rejection);
        };
    }

    private JobStep run(
            Origin origin, Optional<Payload> key, JobRequest request, KeyStates states) {
        return switch (preparation.prepare(request)) {
            case Prepared.Ready ready -> run(context(origin, key, request, ready), ready, states);
            case Prepared.Ended ended -> ended(origin, request, ended);
            case Prepared.Waiting(var unbegun) -> unbegun;
        };
    }

    private FinishedJob ended(Origin origin, JobRequest request, Prepared.Ended ended) {
        var result =
                JobResult.of(
                        request,
                        ended.outcome(),
                        ended.execution().onAttempt(origin.attempt().number()),
                        source,
                        time.instant());
        var retrying = ended.retries().map(it -> Retrying.of(it, request, origin.attempt()));
        return FinishedJob.silent(origin, result, retrying);
    }

    private JobContext context(
            Origin origin, Optional<Payload> key, JobRequest request, Prepared.Ready ready) {
        return new JobContext(
                request,
                key,
                ready.digest(),
                ready.policy(),
                origin.attempt().number(),
                ready.startedAt(),
                origin);
    }

    private FinishedJob run(JobContext context, Prepared.Ready ready, KeyStates states) {
        var effects = new Effects(context.limits(), () -> stateOf(context, states));
        var end = sandbox.run(context, effects, ready.module());
        var endedAt = context.startedAt().plus(end.duration());
        var well = end.outcome() instanceof Outcome.Succeeded;
        return new FinishedJob(
                context.origin(),
                JobResult.of(
                        context.request(),
                        end.outcome(),
                        ready.execution()
                                .onAttempt(context.attempt())
                                .lasting(end.duration(), end.usage()),
                        source,
                        endedAt),
                well ? effects.publications() : List.of(),
                effects.endState(well),
                effects.logLines().list(),
                effects.logLines().dropped(),
                account(context, effects, end),
                Optional.of(
                        Retrying.of(
                                ready.policy().retries(),
                                context.request(),
                                context.origin().attempt())));
    }

    /**
     * Lines and calls are the worker's word on the job, told however it ended. One that is to be
     * tried again is recorded too, since its record may yet be too large for that.
     */
    private static Account account(JobContext context, Effects effects, GuestEnd end) {
        var succeeded = end.outcome() instanceof Outcome.Succeeded;
        return new Account(
                !effects.logLines().isEmpty() && context.policy().grants(LINES_TO_TOPIC),
                effects.audit().calls(),
                effects.audit().made(),
                succeeded ? effects.counters().all() : Map.of(),
                Recordings.areWanted(context, end.outcome())
                        ? Recordings.of(context, effects.recorder(), end)
                        : Optional.empty());
    }

    private static KeyState stateOf(JobContext context, KeyStates states) {
        var scope = new StateScope(context.tenant(), context.key().orElseThrow());
        return states.of(scope);
    }

    /** Somebody may wait for the answer all the same: it goes out under whatever could be read. */
    private FinishedJob malformed(Origin origin, Rejection rejection) {
        var result =
                new JobResult(
                        rejection.id().orElseGet(() -> idOf(origin)),
                        rejection.tenant(),
                        Optional.empty(),
                        new Outcome.Errored(ErrorCode.JOB_MALFORMED, rejection.detail()),
                        Execution.NONE.onAttempt(origin.attempt().number()),
                        source,
                        time.instant(),
                        Links.NONE);
        return FinishedJob.silent(origin, result);
    }

    /** The record's own place; the longest names of topics are cut at their front. */
    private static JobId idOf(Origin origin) {
        var place = origin.toString();
        return new JobId(place.substring(Math.max(0, place.length() - JobId.MAX_CHARS)));
    }
}
