package dev.pointsman.it.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.it.bench.BenchFailed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SampleTest {
    @Test
    void throughputIsWhatWasDoneBetweenTwoSamples() {
        var first = new Sample(0, 1_000, Duration.ofSeconds(5), Duration.ofSeconds(7), 0, 1);
        var last =
                new Sample(
                        Duration.ofSeconds(2).toNanos(),
                        5_000,
                        Duration.ofSeconds(6),
                        Duration.ofMillis(7_400),
                        4_000 * 3 * 1024L,
                        512 * 1024);

        var throughput = last.since(first);

        assertThat(throughput).isEqualTo(new Throughput(2_000, 250, 100, 3, 512));
        assertThat(throughput.micros()).isEqualTo(350);
    }

    /** A peer that is too slow for the window would be beaten infinitely. */
    @Test
    void whoeverCommittedNothingWasNotMeasured() {
        var sample = new Sample(0, 1_000, Duration.ZERO, Duration.ZERO, 0, 1);

        assertThatThrownBy(() -> sample.since(sample))
                .isInstanceOf(BenchFailed.class)
                .hasMessageStartingWith("no job was committed");
    }
}
