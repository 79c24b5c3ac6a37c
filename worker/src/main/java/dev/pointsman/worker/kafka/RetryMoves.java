package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.Execution;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Reading;
import dev.pointsman.contracts.Retry;
import dev.pointsman.worker.flow.Claim;
import dev.pointsman.worker.job.FinishedJob;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes room where so many jobs wait for another attempt that no more can be read: those in front
 * that are not due for a while are written once more, behind all others, in a transaction like any.
 * Else a job that is due in an hour would hold up one behind it that is due in a second. Owned by
 * the thread that reads retries.
 */
final class RetryMoves {
    private static final Logger LOGGER = LoggerFactory.getLogger(RetryMoves.class);

    /** Whatever is due sooner makes room by itself. */
    private static final Duration FOR_LONG = Duration.ofSeconds(10);

    /** So many of a partition in a second, at most, are written again while too many wait. */
    private static final int MOST_AT_ONCE = 2_000;

    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

    private final SharedLater later;
    private final JobRecords records;
    private final String source;
    private final Map<Claim, Long> movedNanos = new HashMap<>();

    /**
     * @param source who would answer, the {@code ce_source} of results
     */
    RetryMoves(SharedLater later, JobRecords records, String source) {
        this.later = later;
        this.records = records;
        this.source = source;
    }

    /**
     * Does so for a claim that is full.
     *
     * @param unread how many records are not read yet; with none there is nothing to make room for
     */
    void makeRoom(Claim claim, LongSupplier unread) {
        if (movedLately(claim)) {
            return;
        }
        var behind = unread.getAsLong();
        if (behind == 0) {
            return;
        }
        var moved = later.takeOut(claim, FOR_LONG, MOST_AT_ONCE);
        moved.forEach(ticket -> later.moved(ticket, records.outgoing(again(ticket.job()))));
        if (!moved.isEmpty()) {
            LOGGER.atWarn()
                    .addKeyValue("moved", moved.size())
                    .addKeyValue("behind", behind)
                    .log("more jobs wait for another attempt than can be held: some are moved");
        }
    }

    private boolean movedLately(Claim claim) {
        movedNanos.keySet().removeIf(other -> !other.isOpen());
        var now = System.nanoTime();
        var last = Optional.ofNullable(movedNanos.get(claim));
        if (last.filter(it -> now - it < AGAIN_AFTER.toNanos()).isPresent()) {
            return true;
        }
        movedNanos.put(claim, now);
        return false;
    }

    private DoneJob again(TakenJob job) {
        var retry = job.polled().retry().orElseThrow();
        var request = request(job);
        return DoneJob.moved(
                job.polled(), FinishedJob.silent(job.polled().origin(), result(request, retry)));
    }

    /** What waits until it is due is a job: all else is due at once. */
    private static JobRequest request(TakenJob job) {
        if (job instanceof TakenJob.ToRun toRun
                && toRun.reading() instanceof Reading.Accepted(var request)) {
            return request;
        }
        throw new IllegalStateException(job.polled().origin() + " is no job");
    }

    /** What its end would be if even its record could not be written again. */
    private JobResult result(JobRequest job, Retry retry) {
        return JobResult.of(
                job,
                new Outcome.Errored(retry.error(), "another attempt was not possible"),
                Execution.NONE.onAttempt(retry.attempt() - 1),
                source,
                retry.firstFailed());
    }
}
