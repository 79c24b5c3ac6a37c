package dev.pointsman.worker.job;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.RetryOrder;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.context.Attempt;
import dev.pointsman.worker.tenant.RetryPolicy;
import java.time.Instant;
import java.util.Optional;

/**
 * What decides whether a job is tried again, however it ends: a broker may yet refuse what it
 * published. Immutable, so safe on every thread.
 */
public record Retrying(
        RetryPolicy policy, TenantId tenant, JobId job, Attempt attempt, Optional<Instant> expiry) {
    private static final Outcome UNPUBLISHED =
            new Outcome.Errored(ErrorCode.PUBLISH_FAILED, "a published record is not written");

    private static final Outcome REFUSED =
            new Outcome.Errored(ErrorCode.PUBLISH_REFUSED, "a published record is refused");

    private static final Outcome TOO_LARGE =
            new Outcome.Errored(ErrorCode.OUTPUT_TOO_LARGE, "the result is refused");

    static Retrying of(RetryPolicy policy, JobRequest job, Attempt attempt) {
        return new Retrying(policy, job.tenant(), job.id(), attempt, job.expiry());
    }

    /** When it is, if it ended so, at that moment; none if that is its end. */
    Optional<Again> after(Outcome outcome, Instant ended) {
        if (!policy.covers(outcome)) {
            return Optional.empty();
        }
        // Another worker's clock may be ahead of ours.
        var firstFailed = attempt.firstFailed().filter(ended::isAfter).orElse(ended);
        return policy.due(tenant, job, attempt.number(), ended, firstFailed, expiry)
                .map(due -> new Again(attempt.number() + 1, due, firstFailed, policy.order()));
    }

    /**
     * Whether later jobs of its key have to wait when it has ended so: it is tried again, or may
     * be, since the broker may yet refuse what is written for it.
     *
     * @param publishes whether it has published records
     */
    boolean keepsOrder(Outcome outcome, Instant ended, boolean publishes) {
        return policy.isStrict()
                && (after(outcome, ended).isPresent()
                        || after(TOO_LARGE, ended).isPresent()
                        || (publishes && mayGoUnpublished(ended)));
    }

    private boolean mayGoUnpublished(Instant ended) {
        return after(UNPUBLISHED, ended).isPresent() || after(REFUSED, ended).isPresent();
    }

    /** The same, but that this was the last attempt. */
    Retrying over() {
        return new Retrying(policy.withAttempts(1), tenant, job, attempt, expiry);
    }

    /**
     * The attempt to come.
     *
     * @param attempt 2 or more
     * @param order what becomes of its key's order until then
     */
    public record Again(int attempt, Instant due, Instant firstFailed, RetryOrder order) {}
}
