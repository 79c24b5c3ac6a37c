package dev.pointsman.it.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
    private static final long START = 1_000;

    @Test
    void jobsAreDueAtTheRateFromTheStart() {
        var schedule = new Schedule(START, 4, 0, 8);

        assertThat(schedule.dueNanos(0)).isEqualTo(START);
        assertThat(schedule.dueNanos(1)).isEqualTo(START + Duration.ofMillis(250).toNanos());
        assertThat(schedule.dueNanos(8)).isEqualTo(START + Duration.ofSeconds(2).toNanos());
    }

    @Test
    void aPeriodThatIsNoWholeNumberDoesNotDrift() {
        var schedule = new Schedule(START, 3, 0, 3_000_000);

        assertThat(schedule.dueNanos(3_000_000))
                .isEqualTo(START + Duration.ofSeconds(1_000_000).toNanos());
    }

    @Test
    void theWarmUpComesFirstAndDoesNotCount() {
        var schedule = new Schedule(START, 1, 2, 3);

        assertThat(schedule.jobs()).isEqualTo(5);
        assertThat(schedule.counts(1)).isFalse();
        assertThat(schedule.counts(2)).isTrue();
    }

    @Test
    void aRateOfNothingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedule(START, 0, 0, 1))
                .withMessage("jobs a second: 0.0 (expected: more than 0)");
    }

    @Test
    void aScheduleOfNothingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedule(START, 1, 5, 0))
                .withMessageContaining("at least one that counts");
    }
}
