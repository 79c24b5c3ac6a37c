package dev.pointsman.contracts;

import java.time.Duration;
import java.time.Instant;

/**
 * What a worker writes of a job that is to be tried again, beside key, value and headers of its
 * record. Immutable, so safe on every thread.
 *
 * @param attempt the one to come, 2 or more
 * @param due not tried before this moment
 * @param firstFailed when the first attempt failed
 * @param place where the job's record stands
 * @param error why the last attempt failed
 * @param order what becomes of its key's order until then
 */
public record Retry(
        int attempt,
        Instant due,
        Instant firstFailed,
        RecordPlace place,
        ErrorCode error,
        RetryOrder order) {
    /** No policy allows more. */
    public static final int MAX_ATTEMPTS = 100;

    /** From the first failure on; no policy allows longer. */
    public static final Duration MAX_WITHIN = Duration.ofDays(3);

    /** One that has left the order of its key. */
    public Retry(
            int attempt, Instant due, Instant firstFailed, RecordPlace place, ErrorCode error) {
        this(attempt, due, firstFailed, place, error, RetryOrder.FREE);
    }

    public Retry {
        if (attempt < 2 || attempt > MAX_ATTEMPTS) {
            throw new IllegalArgumentException(
                    "attempt: " + attempt + " (expected: 2 to " + MAX_ATTEMPTS + ")");
        }
        if (due.isBefore(firstFailed) || due.isAfter(firstFailed.plus(MAX_WITHIN))) {
            throw new IllegalArgumentException(
                    "due: "
                            + due
                            + " (expected: within "
                            + MAX_WITHIN
                            + " after the first failure, "
                            + firstFailed
                            + ")");
        }
    }
}
