package dev.pointsman.it.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ClaimTest {
    @Test
    void aBoundIsReachedOnItsOwnSideOnly() {
        var atLeast = new Claim("speed", Claim.Direction.AT_LEAST, 15);
        var atMost = new Claim("cost", Claim.Direction.AT_MOST, 50);

        assertThat(atLeast.isReachedBy(15)).isTrue();
        assertThat(atLeast.isReachedBy(14.9)).isFalse();
        assertThat(atMost.isReachedBy(50)).isTrue();
        assertThat(atMost.isReachedBy(50.1)).isFalse();
    }

    @Test
    void onlyWhatWasMeasuredIsJudged() {
        var found =
                Claim.found(
                        Map.of(
                                "typical_over_node_tx", new Spread(14, 13, 16),
                                "nobody_wants_this", new Spread(1, 1, 1)));

        assertThat(found)
                .containsExactly(new Claim.Found("typical_over_node_tx", "≥ 15.00", 14, false));
    }

    @Test
    void theReportSaysWhatWasReached() {
        var report = new Report();
        report.figure("typical_cpu_us", new Spread(42, 41, 43));

        assertThat(report.toString())
                .contains("typical_cpu_us  ≤ 50.00  42.000  reached")
                .endsWith("typical_cpu_us=42.000\n");
    }
}
