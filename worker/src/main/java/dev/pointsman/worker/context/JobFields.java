package dev.pointsman.worker.context;

import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Links;
import org.slf4j.spi.LoggingEventBuilder;

/** By which fields every line of the log about a job says whose it is. Stateless. */
public final class JobFields {
    private static final String NOBODY = "?";

    private JobFields() {}

    /** On a line about a job that runs. */
    public static LoggingEventBuilder on(LoggingEventBuilder line, JobContext job) {
        var request = job.request();
        return on(line, request.tenant(), request.module(), request.id(), request.links());
    }

    /** On a line about a job that has ended; its record may name nobody. */
    public static LoggingEventBuilder on(LoggingEventBuilder line, JobResult result) {
        return on(
                line,
                result.tenant().map(Object::toString).orElse(NOBODY),
                result.module().map(Object::toString).orElse(NOBODY),
                result.id(),
                result.links());
    }

    private static LoggingEventBuilder on(
            LoggingEventBuilder line, Object tenant, Object module, JobId job, Links links) {
        var fields =
                line.addKeyValue("tenant", tenant)
                        .addKeyValue("module", module)
                        .addKeyValue("jobId", job);
        return links.traceParent()
                .flatMap(TraceId::in)
                .map(trace -> fields.addKeyValue("trace.id", trace))
                .orElse(fields);
    }
}
