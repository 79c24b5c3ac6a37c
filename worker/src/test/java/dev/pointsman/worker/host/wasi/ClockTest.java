package dev.pointsman.worker.host.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingMemory;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The clocks count milliseconds: enough to date by, too coarse to watch a neighbour by. */
class ClockTest {
    private static final long REALTIME = 0;
    private static final long MONOTONIC = 1;
    private static final int OUT = 8;
    private static final Instant LATE = TestingContexts.NOON.plusNanos(7_123_456);

    private final TestingMemory memory = new TestingMemory();

    @Test
    void theTimeIsInWholeMilliseconds() {
        var guest = memory.guest(TestingContexts.context(), () -> LATE);

        TestingCalls.call(guest, "clock_time_get", REALTIME, 1, OUT);

        assertThat(memory.readLong(OUT)).isEqualTo(LATE.toEpochMilli() * 1_000_000);
    }

    @Test
    void theMonotonicClockBeginsWithTheJob() {
        var guest = memory.guest(TestingContexts.context(), () -> LATE);

        TestingCalls.call(guest, "clock_time_get", MONOTONIC, 1, OUT);

        assertThat(memory.readLong(OUT)).isEqualTo(7_000_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {REALTIME, MONOTONIC})
    void aClockThatIsSetBackStandsStill(long clock) {
        var times = new ArrayDeque<>(List.of(LATE, TestingContexts.NOON.minusSeconds(60)));
        var guest = memory.guest(TestingContexts.context(), times::removeFirst);
        TestingCalls.call(guest, "clock_time_get", clock, 1, OUT);
        var before = memory.readLong(OUT);

        TestingCalls.call(guest, "clock_time_get", clock, 1, OUT);

        assertThat(memory.readLong(OUT)).isEqualTo(before);
    }

    @Test
    void aJobThatBeginsBeforeItsClockIsAtItsBeginning() {
        var guest =
                memory.guest(
                        TestingContexts.context(), () -> TestingContexts.NOON.minusSeconds(60));

        TestingCalls.call(guest, "clock_time_get", MONOTONIC, 1, OUT);

        assertThat(memory.readLong(OUT)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {REALTIME, MONOTONIC})
    void theResolutionIsAMillisecond(long clock) {
        var guest = memory.guest(TestingContexts.context());

        var errno = TestingCalls.call(guest, "clock_res_get", clock, OUT);

        assertThat(errno).isEqualTo(Errno.SUCCESS);
        assertThat(memory.readLong(OUT)).isEqualTo(1_000_000);
    }

    @ParameterizedTest
    @CsvSource({"clock_time_get, 2", "clock_time_get, -1", "clock_res_get, 3", "clock_res_get, -1"})
    void otherClocksThereAreNone(String function, long clock) {
        var guest = memory.guest(TestingContexts.context());

        var errno = TestingCalls.call(guest, function, clock, OUT, OUT);

        assertThat(errno).isEqualTo(Errno.INVAL);
        assertThat(memory.isUntouched()).isTrue();
    }
}
