package dev.pointsman.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What has work and does not get on. */
class WatchdogTest {
    private static final Duration PATIENCE = Duration.ofNanos(10);

    private final Watchdog<String> watchdog = new Watchdog<>(PATIENCE);

    @Test
    void whatHasWorkAndDoesNotGetOnIsStuckAfterThePatience() {
        assertThat(watchdog.isStuck("a", 5, true, 100)).isFalse();
        assertThat(watchdog.isStuck("a", 5, true, 109)).isFalse();
        assertThat(watchdog.isStuck("a", 5, true, 110)).isTrue();
        assertThat(watchdog.isStuck("a", 5, true, 200)).isTrue();
    }

    @Test
    void whatGetsOnIsNotStuck() {
        watchdog.isStuck("a", 5, true, 100);

        assertThat(watchdog.isStuck("a", 6, true, 110)).isFalse();
        assertThat(watchdog.isStuck("a", 6, true, 119)).isFalse();
    }

    @Test
    void whatHasNoWorkIsNotStuckNorWasIt() {
        watchdog.isStuck("a", 5, true, 100);

        assertThat(watchdog.isStuck("a", 5, false, 110)).isFalse();
        assertThat(watchdog.isStuck("a", 5, true, 119)).isFalse();
    }

    @Test
    void eachIsWatchedForItself() {
        watchdog.isStuck("a", 5, true, 100);
        watchdog.isStuck("b", 5, true, 105);

        assertThat(watchdog.isStuck("a", 5, true, 110)).isTrue();
        assertThat(watchdog.isStuck("b", 5, true, 110)).isFalse();
    }

    @Test
    void whatIsForgottenBeginsAnew() {
        watchdog.isStuck("a", 5, true, 100);

        watchdog.keepOnly(Set.of("b"));

        assertThat(watchdog.isStuck("a", 5, true, 110)).isFalse();
    }
}
