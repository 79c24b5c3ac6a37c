package dev.pointsman.worker.observe.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What those are told who watch the page: all the same, however many they are. */
class EventsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger made = new AtomicInteger();
    private final Events events = new Events(() -> "" + made.incrementAndGet(), nanos::get);

    @Test
    void whoeverAsksWithinASecondIsToldTheSame() {
        assertThat(events.latest()).isEqualTo("1");
        nanos.addAndGet(Duration.ofMillis(999).toNanos());
        assertThat(events.latest()).isEqualTo("1");

        nanos.addAndGet(Duration.ofMillis(1).toNanos());

        assertThat(events.latest()).isEqualTo("2");
        assertThat(events.latest()).isEqualTo("2");
    }
}
