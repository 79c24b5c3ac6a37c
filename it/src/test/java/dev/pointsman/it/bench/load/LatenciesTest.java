package dev.pointsman.it.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.Collections;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void percentilesAreExact() {
        addMillisInAnyOrder(1, 10_000);

        var summary = latencies.summary();

        assertThat(summary).isEqualTo(new Latencies.Summary(10_000, 5000, 9900, 9990, 10_000));
    }

    @Test
    void oneLatencyIsEveryPercentile() {
        latencies.add(Duration.ofMillis(7).toNanos());

        var summary = latencies.summary();

        assertThat(summary).isEqualTo(new Latencies.Summary(1, 7, 7, 7, 7));
    }

    @Test
    void aSingleOutlierIsTheMaximumAndNotThePercentile() {
        addMillisInAnyOrder(1, 1);
        IntStream.range(0, 998).forEach(_ -> latencies.add(Duration.ofMillis(1).toNanos()));
        latencies.add(Duration.ofMillis(500).toNanos());

        var summary = latencies.summary();

        assertThat(summary.p999()).isEqualTo(1);
        assertThat(summary.max()).isEqualTo(500);
    }

    @Test
    void withoutLatenciesThereIsNoSummary() {
        assertThatIllegalStateException()
                .isThrownBy(latencies::summary)
                .withMessageContaining("no latency was recorded");
    }

    private void addMillisInAnyOrder(int from, int to) {
        var all = IntStream.rangeClosed(from, to).boxed().collect(Collectors.toList());
        Collections.shuffle(all, new Random(1));
        all.forEach(millis -> latencies.add(Duration.ofMillis(millis).toNanos()));
    }
}
