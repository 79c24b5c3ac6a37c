package dev.pointsman.worker.host;

import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.context.JobContext;
import java.util.Optional;

/** What {@code context_get} tells a guest of its own job, by name. */
final class ContextFacts {
    private ContextFacts() {}

    static Optional<String> of(JobContext job, String name) {
        return switch (name) {
            case "tenant" -> Optional.of(job.tenant().value());
            case "module" -> Optional.of(job.module().value());
            case "digest" -> Optional.of(job.digest().toString());
            case "function" -> job.request().function();
            case "job-id" -> Optional.of(job.jobId().value());
            case "key" -> job.key().map(Payload::asText);
            case "attempt" -> Optional.of(Integer.toString(job.attempt()));
            case "policy-version" -> Optional.of(job.policy().version());
            case "deadline-millis" -> Optional.of(Long.toString(job.deadline().toEpochMilli()));
            case "content-type" -> job.request().event().contentType();
            case "traceparent" -> job.request().links().traceParent();
            default -> Optional.empty();
        };
    }
}
