package dev.pointsman.it.chaos.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void betweenTwoFaultsAsManyAsTheirTimeAllows() {
        assertThat(Pace.parts(0)).isZero();
        assertThat(Pace.parts(0.5)).isEqualTo(0.5);
        assertThat(Pace.parts(1)).isEqualTo(1);
    }

    @Test
    void whereTheNextFaultIsLateATenth() {
        assertThat(Pace.parts(3)).isEqualTo(1.2);
    }

    @Test
    void aFaultWaitsForTheJobsBeforeIt() {
        var pace = new Pace(1_000, 4, Duration.ofDays(1));

        assertThat(pace.before(0)).isEqualTo(200);
        assertThat(pace.before(3)).isEqualTo(800);
        assertThat(pace.allowed()).isLessThanOrEqualTo(200);
    }

    @Test
    void withoutFaultsAllMayBePublishedAtOnce() {
        assertThat(new Pace(1_000, 0, Duration.ofDays(1)).allowed()).isEqualTo(1_000);
    }
}
