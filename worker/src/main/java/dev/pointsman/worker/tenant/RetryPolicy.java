package dev.pointsman.worker.tenant;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Retry;
import dev.pointsman.contracts.RetryOrder;
import dev.pointsman.contracts.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which jobs that failed are tried again, how often and when. Immutable, so safe on every thread.
 *
 * @param attempts the first included
 * @param within no attempt is due later than this after the first has failed; one that was due in
 *     time is made, however long nobody was there to make it
 * @param also errors that are tried again though by themselves they are not worth it; {@code
 *     guest-exit} stands for every exit code
 * @param order what becomes of a key's order while a job of it waits
 */
public record RetryPolicy(
        int attempts, BackOff backOff, Duration within, Set<ErrorCode> also, RetryOrder order) {
    /** For those who say nothing: after 1, 4 and 16 seconds, less up to a quarter. */
    public static final RetryPolicy USUAL =
            new RetryPolicy(
                    4,
                    new BackOff(Duration.ofSeconds(1), 4, Duration.ofMinutes(5)),
                    Duration.ofHours(1),
                    Set.of(),
                    RetryOrder.FREE);

    /** No job is tried again. */
    public static final RetryPolicy ONCE = USUAL.withAttempts(1);

    public RetryPolicy {
        also = Set.copyOf(also);
        if (attempts < 1 || attempts > Retry.MAX_ATTEMPTS) {
            throw new IllegalArgumentException(
                    "attempts: " + attempts + " (expected: 1 to " + Retry.MAX_ATTEMPTS + ")");
        }
        if (!also.stream().allMatch(RetriableErrors::include)) {
            throw new IllegalArgumentException(
                    "also: " + also + " (expected: errors after which a job can be tried again)");
        }
        if (!within.isPositive() || within.compareTo(Retry.MAX_WITHIN) > 0) {
            throw new IllegalArgumentException(
                    "within: "
                            + within
                            + " (expected: more than 0, at most "
                            + Retry.MAX_WITHIN
                            + ")");
        }
    }

    /** The same policy, with so many attempts. */
    public RetryPolicy withAttempts(int others) {
        return new RetryPolicy(others, backOff, within, also, order);
    }

    /** Whether later jobs of a key wait for one that is tried again. */
    public boolean isStrict() {
        return order == RetryOrder.STRICT && attempts > 1;
    }

    /** Whether a job that ended so is one to be tried again, while it may be. */
    public boolean covers(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded _, Outcome.Cancelled _ -> false;
            case Outcome.Failed _ ->
                    outcome.isWorthRetrying() || also.contains(ErrorCode.GUEST_EXIT);
            case Outcome.Errored(var code, _) -> code.isWorthRetrying() || also.contains(code);
        };
    }

    /**
     * When the attempt after this one is due; none if there is none to come, or it would come too
     * late.
     *
     * @param attempt the one that has failed, 1 for the first
     * @param failed when it did
     * @param firstFailed when the first did
     * @param expiry when the job expires
     */
    public Optional<Instant> due(
            TenantId tenant,
            JobId job,
            int attempt,
            Instant failed,
            Instant firstFailed,
            Optional<Instant> expiry) {
        var due = failed.plus(backOff.after(tenant, job, attempt));
        var inTime = !due.isAfter(firstFailed.plus(within));
        var expires = expiry.filter(moment -> !moment.isAfter(due)).isPresent();
        return attempt < attempts && inTime && !expires ? Optional.of(due) : Optional.empty();
    }
}
