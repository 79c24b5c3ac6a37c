package dev.pointsman.it.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A machine that others use, too. */
class YardstickTest {
    @Test
    void ofAMachineThatStayedAsFastThereIsNothingToTell() {
        assertThat(Yardstick.verdict(new Spread(300, 280, 310))).isEmpty();
    }

    @Test
    void ofOneThatDidNotReadersAreWarned() {
        assertThat(Yardstick.verdict(new Spread(300, 120, 360)))
                .get()
                .asString()
                .startsWith("the machine was 3.0 times as fast at one time as at another")
                .contains("120 to 360 MiB/s");
    }

    @Test
    void nothingIsToldBeforeItWasAsked() {
        assertThat(new Yardstick().verdict()).isEmpty();
    }

    @Test
    void whenAskedItHashesSomething() {
        assertThat(new Yardstick().look()).isPositive();
    }
}
