package dev.pointsman.it.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.it.bench.BenchFailed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ArrivalsTest {
    private final Schedule schedule = new Schedule(0, 10, 1, 2);
    private final Arrivals arrivals = new Arrivals(schedule, "mine-");

    @Test
    void latencyIsCountedFromWhenTheJobWasDue() {
        arrive(0, Duration.ofSeconds(1));
        arrive(1, Duration.ofMillis(105));
        arrive(2, Duration.ofMillis(230));

        var summary = arrivals.summary();

        assertThat(summary.count()).isEqualTo(2);
        assertThat(summary.p50()).isEqualTo(5);
        assertThat(summary.max()).isEqualTo(30);
    }

    @Test
    void theyAreCompleteWithTheLastOneInWhateverOrder() {
        arrive(2, Duration.ofSeconds(1));
        arrive(0, Duration.ofSeconds(1));
        assertThat(arrivals.complete()).isFalse();
        assertThat(arrivals.missing()).isEqualTo(1);

        arrive(1, Duration.ofSeconds(1));

        assertThat(arrivals.complete()).isTrue();
    }

    @Test
    void theResultsOfOthersArePassedOver() {
        arrivals.arrived("yours-0", 1);
        arrivals.arrived("", 1);

        assertThat(arrivals.missing()).isEqualTo(schedule.jobs());
    }

    @Test
    void aSecondResultOfAJobEndsTheRun() {
        arrive(1, Duration.ofSeconds(1));

        assertThatThrownBy(() -> arrive(1, Duration.ofSeconds(2)))
                .isInstanceOf(BenchFailed.class)
                .hasMessage("job mine-1 has two results (expected: one)");
    }

    private void arrive(int number, Duration at) {
        arrivals.arrived("mine-" + number, at.toNanos());
    }
}
