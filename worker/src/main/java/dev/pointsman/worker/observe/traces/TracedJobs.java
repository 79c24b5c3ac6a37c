package dev.pointsman.worker.observe.traces;

import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.worker.context.Origin;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.job.JobRun;
import dev.pointsman.worker.job.JobStep;
import dev.pointsman.worker.state.KeyStates;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Optional;

/**
 * Runs jobs as another does, each in a span of its own: a child of the one its record names, and
 * linked to it, for a job may come long after (semantic conventions for messaging). Whatever leaves
 * the job, its result, records and requests, names that span. A job that is run again, because its
 * transaction was aborted, has another one. Safe on every thread.
 */
final class TracedJobs implements JobRun {
    private final JobRun jobs;
    private final Tracer tracer;

    TracedJobs(JobRun jobs, Tracer tracer) {
        this.jobs = jobs;
        this.tracer = tracer;
    }

    @Override
    public JobStep run(
            Origin origin, Optional<Payload> key, Reading<JobRequest> reading, KeyStates states) {
        return switch (reading) {
            case Reading.Accepted(var request) -> traced(origin, key, request, states);
            case Reading.Rejected(_) -> jobs.run(origin, key, reading, states);
        };
    }

    /** One that cannot begin yet has no span: what is never ended is told to nobody. */
    private JobStep traced(
            Origin origin, Optional<Payload> key, JobRequest request, KeyStates states) {
        var span = begun(origin, request);
        var links = TraceLinks.within(Context.root().with(span), request.links());
        var traced = new Reading.Accepted<>(request.withLinks(links));
        var step = jobs.run(origin, key, traced, states);
        if (step instanceof FinishedJob finished) {
            tell(span, finished.result().outcome());
            span.end();
        }
        return step;
    }

    private Span begun(Origin origin, JobRequest request) {
        var parent = TraceLinks.parent(request.links());
        return tracer.spanBuilder("process " + origin.topic())
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(parent)
                .addLink(Span.fromContext(parent).getSpanContext())
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.operation.name", "process")
                .setAttribute("messaging.destination.name", origin.topic())
                .setAttribute(
                        "messaging.destination.partition.id", Integer.toString(origin.partition()))
                .setAttribute("messaging.kafka.offset", origin.offset())
                .setAttribute("pointsman.job", request.id().value())
                .setAttribute("pointsman.tenant", request.tenant().value())
                .setAttribute("pointsman.module", request.module().name().value())
                .startSpan();
    }

    private static void tell(Span span, Outcome outcome) {
        span.setAttribute("pointsman.outcome", outcome.word());
        switch (outcome) {
            case Outcome.Succeeded _, Outcome.Cancelled _ -> {}
            case Outcome.Failed(var exitCode, _) -> {
                span.setAttribute("process.exit.code", (long) exitCode);
                span.setStatus(StatusCode.ERROR);
            }
            case Outcome.Errored(var code, _) -> {
                span.setAttribute("error.type", code.code());
                span.setStatus(StatusCode.ERROR);
            }
        }
    }
}
