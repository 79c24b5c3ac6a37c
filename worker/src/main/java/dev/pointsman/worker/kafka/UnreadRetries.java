package dev.pointsman.worker.kafka;

import dev.pointsman.worker.flow.Claim;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/**
 * When the first is due of those that wait for another attempt and are not read, for want of room.
 * Nobody knows that of what was there before; of what this worker has written since it knows, so
 * that once all that was there is read there need not be more read before one is due. Safe on every
 * thread.
 */
final class UnreadRetries {
    private final Map<TopicPartition, Round> rounds = new HashMap<>();

    /** These are committed; some may have been written to be tried again. */
    synchronized void written(List<DoneJob> jobs) {
        if (!rounds.isEmpty()) {
            jobs.forEach(this::written);
        }
    }

    private void written(DoneJob job) {
        job.again()
                .ifPresent(retry -> {
                    var place = retry.place();
                    var from = new TopicPartition(place.topic(), place.partition());
                    Optional.ofNullable(rounds.get(from)).ifPresent(it -> it.written(retry.due()));
                });
    }

    /**
     * No later than the first is due: {@link Instant#MIN} if nobody knows, {@link Instant#MAX} if
     * there is none.
     *
     * @param jobs the partition the claim's jobs are from
     * @param position the offset of the next record that is read
     * @param end asks where all ends that is written by now
     */
    synchronized Instant firstDue(
            Claim claim, TopicPartition jobs, long position, Supplier<Future<Long>> end) {
        rounds.values().removeIf(it -> !it.claim.isOpen());
        var round = rounds.computeIfAbsent(jobs, _ -> new Round(claim, end.get()));
        round.hasGot(position, end);
        return round.firstDue();
    }

    /** Reads what was written before it began; meanwhile more is written behind that. */
    private static final class Round {
        private final Claim claim;
        private Future<Long> end;

        /** Of what was written before. */
        private Instant before = Instant.MIN;

        /** Of what was written since. */
        private Instant since = Instant.MAX;

        Round(Claim claim, Future<Long> end) {
            this.claim = claim;
            this.end = end;
        }

        void written(Instant due) {
            since = earlier(since, due);
        }

        Instant firstDue() {
            return earlier(before, since);
        }

        /** What was told of until now stands before the next end: the broker is asked behind it. */
        void hasGot(long position, Supplier<Future<Long>> ask) {
            switch (end.state()) {
                case RUNNING -> {}
                case SUCCESS -> {
                    if (position >= end.resultNow()) {
                        before = since;
                        since = Instant.MAX;
                        end = ask.get();
                    }
                }
                case FAILED, CANCELLED -> end = ask.get();
            }
        }

        private static Instant earlier(Instant one, Instant other) {
            return one.isBefore(other) ? one : other;
        }
    }
}
