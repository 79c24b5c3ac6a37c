package dev.pointsman.it.bench.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pointsman.it.bench.report.Claim;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
    @Test
    void ourMemoryIsComparedWithTheEnginesUnderTheSameFuelAndDeadline() {
        var names = Comparison.all().stream().map(Comparison::name);

        assertThat(names)
                .contains(
                        "instance_reads_sandbox_over_metered",
                        "instance_copies_sandbox_over_metered",
                        "instance_copies_metered_over_engine")
                .doesNotHaveDuplicates();
    }

    @Test
    void everyRatioOfAGuestThatIsClaimedIsMade() {
        var claimed =
                Claim.all().stream()
                        .map(Claim::name)
                        .filter(name -> name.startsWith("instance_") && name.contains("_over_"));

        var made = Comparison.all().stream().map(Comparison::name).toList();

        assertThat(made).containsAll(claimed.toList());
    }

    @Test
    void aSideThatDoesNotRunTheGuestIsNotCompared() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Comparison(BenchGuest.READS, Side.SANDBOX, Side.FREED))
                .withMessage("sides: SANDBOX, FREED (expected: two that run READS)");
    }
}
