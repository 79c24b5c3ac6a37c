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
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes room where so many jobs wait for another attempt that no more can be read, and one of those
 * behind is due soon, or may be: those in front that are due later are written once more, behind
 * all others, in a transaction like any. Else a job that is due in an hour would hold up one behind
 * it that is due in a second. Owned by the thread that reads retries.
 */
final class RetryMoves {
    private static final Logger LOGGER = LoggerFactory.getLogger(RetryMoves.class);

    /** Whatever is due sooner makes room by itself. */
    private static final Duration BY_ITSELF = Duration.ofSeconds(2);

    /** Of two that are due as close together as this, none gives way to the other. */
    private static final Duration ABOUT_AS_SOON = Duration.ofSeconds(1);

    /** One is due soon if it is before this, and before what is in front of it can be moved. */
    private static final Duration SOON = Duration.ofSeconds(10);

    /** So many of a partition in a second, at most, are written again while too many wait. */
    private static final int MOST_AT_ONCE = 2_000;

    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

    private final SharedLater later;
    private final JobRecords records;
    private final String source;
    private final LogEnds ends;
    private final InstantSource time;
    private final Map<Claim, Look> looks = new HashMap<>();

    /**
     * @param source who would answer, the {@code ce_source} of results
     * @param ends of the topics they wait in
     * @param time by which they are due
     */
    RetryMoves(
            SharedLater later,
            JobRecords records,
            String source,
            LogEnds ends,
            InstantSource time) {
        this.later = later;
        this.records = records;
        this.source = source;
        this.ends = ends;
        this.time = time;
    }

    /**
     * Does so for a claim that is full, as soon as it is known how much of its partition is not
     * read yet: the broker is asked, for of a partition that is paused the client does not see it
     * grow.
     *
     * @param jobs the partition its jobs are from
     * @param partition the one they wait in
     * @param position the offset of the next record that is read; none while it is not known
     */
    void makeRoom(
            Claim claim,
            TopicPartition jobs,
            TopicPartition partition,
            Supplier<OptionalLong> position) {
        var now = time.instant();
        var end = look(claim, partition, now).answer();
        var from = end.isPresent() ? position.get() : OptionalLong.empty();
        if (from.isPresent() && end.get() > from.getAsLong()) {
            var first = from.getAsLong();
            var due = later.unread().firstDue(claim, jobs, first, () -> ends.of(partition));
            makeRoom(claim, end.get() - first, due, now);
        }
    }

    private void makeRoom(Claim claim, long unread, Instant due, Instant now) {
        var turns = Duration.ofSeconds(unread / MOST_AT_ONCE);
        if (due.isAfter(now.plus(SOON).plus(turns))) {
            return;
        }
        var moved = later.takeOut(claim, longerThan(now, due), MOST_AT_ONCE);
        moved.forEach(ticket -> later.moved(ticket, records.outgoing(again(ticket.job()))));
        if (!moved.isEmpty()) {
            LOGGER.atWarn()
                    .addKeyValue("moved", moved.size())
                    .addKeyValue("behind", unread)
                    .log("more jobs wait for another attempt than can be held: some are moved");
        }
    }

    /** How long those wait at least that give way to one that is due then. */
    private static Duration longerThan(Instant now, Instant due) {
        var soonest = now.plus(BY_ITSELF);
        var itself = due.plus(ABOUT_AS_SOON);
        return Duration.between(now, itself.isAfter(soonest) ? itself : soonest);
    }

    private Look look(Claim claim, TopicPartition partition, Instant now) {
        looks.keySet().removeIf(other -> !other.isOpen());
        return looks.compute(
                claim,
                (_, last) ->
                        last == null || last.isOver(now)
                                ? new Look(now, ends.of(partition))
                                : last);
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

    /** One question to the broker, and its answer once. */
    private static final class Look {
        private final Instant asked;
        private final Future<Long> end;
        private boolean answered;

        Look(Instant asked, Future<Long> end) {
            this.asked = asked;
            this.end = end;
        }

        /**
         * A clock that is set back is not waited for; the client gives up by itself, and an answer
         * that came late is one.
         */
        boolean isOver(Instant now) {
            var isUnused = end.state() == Future.State.SUCCESS && !answered;
            return end.isDone()
                    && !isUnused
                    && Duration.between(asked, now).abs().compareTo(AGAIN_AFTER) >= 0;
        }

        Optional<Long> answer() {
            if (answered || end.state() != Future.State.SUCCESS) {
                return Optional.empty();
            }
            answered = true;
            return Optional.of(end.resultNow());
        }
    }
}
