package dev.pointsman.worker.observe.meters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.worker.context.Origin;
import dev.pointsman.worker.observe.TestingEnds;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingStates;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long jobs waited, by the times of their records, which publishers choose. */
class RunningJobsTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @AutoClose private final Meters meters = new Meters();
    private final RunningJobs running =
            new RunningJobs(meters.registry(), InstantSource.fixed(NOW));

    @Test
    void whatLiesBetweenARecordsTimeAndItsJobsBeginIsItsWait() {
        run(NOW.minus(Duration.ofMillis(1_500)).toEpochMilli());

        assertThat(waits())
                .contains(
                        "pointsman_queue_wait_seconds_count 1",
                        "pointsman_queue_wait_seconds_sum 1.5",
                        "pointsman_queue_wait_seconds_bucket{le=\"1.0\"} 0",
                        "pointsman_queue_wait_seconds_bucket{le=\"5.0\"} 1");
    }

    /** Nobody's clock is so wrong; but any client can write it, and a worker must outlive it. */
    @ParameterizedTest
    @ValueSource(longs = {-1, -8_000_000_000_000L, Long.MIN_VALUE})
    void aRecordOfNoTimeHasNoWait(long timestamp) {
        run(timestamp);

        assertThat(waits()).contains("pointsman_queue_wait_seconds_count 0");
    }

    @Test
    void aPublisherWhoseClockIsAheadHasNotWaited() {
        run(Long.MAX_VALUE);

        assertThat(waits())
                .contains(
                        "pointsman_queue_wait_seconds_count 1",
                        "pointsman_queue_wait_seconds_sum 0.0");
    }

    /** Ten jobs of 1970 would be more nanoseconds than there are numbers for. */
    @Test
    void noWaitIsLongerThanRecordsAreKeptSoThatAFewDrownNoOthers() {
        IntStream.range(0, 10).forEach(_ -> run(0));

        assertThat(waits())
                .contains(
                        "pointsman_queue_wait_seconds_count 10",
                        "pointsman_queue_wait_seconds_sum "
                                + 10.0 * Duration.ofDays(30).toSeconds());
    }

    /** Also of one job, and on one thread. */
    @Test
    void eachRunIsAnotherUntilItEnds() {
        var origin = new Origin("jobs", 0, 0, 0);
        var request = TestingContexts.request("");
        try (var first = running.begin(origin, request)) {
            try (var second = running.begin(origin, request)) {
                assertThat(running.list()).containsExactly(first.job(), second.job());
            }

            assertThat(running.list()).containsExactly(first.job());
        }
        assertThat(running.list()).isEmpty();
    }

    private void run(long timestamp) {
        var end = TestingEnds.run("acme", "echo", new Outcome.Succeeded(Payload.EMPTY));
        var jobs = new WatchedJobs((_, _, _, _) -> end, running);

        var step =
                jobs.run(
                        new Origin("jobs", 0, 0, timestamp),
                        Optional.empty(),
                        new Reading.Accepted<>(TestingContexts.request("")),
                        TestingStates.empty());

        assertThat(step).isEqualTo(end);
        assertThat(running.list()).isEmpty();
    }

    private List<String> waits() {
        return meters.scrape(new KafkaMeters(meters.registry(), List::of, "jobs"))
                .lines()
                .filter(line -> line.startsWith("pointsman_queue_wait_seconds"))
                .toList();
    }
}
