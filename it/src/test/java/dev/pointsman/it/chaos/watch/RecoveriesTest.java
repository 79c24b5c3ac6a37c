package dev.pointsman.it.chaos.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RecoveriesTest {
    private final Recoveries recoveries = new Recoveries();

    @Test
    void aRecoveryEndsWhenEveryPartitionHasANewResult() {
        recoveries.killed(1_000, Set.of(0, 1));
        recoveries.seen(0, 1_500, 1_600);
        assertThat(recoveries.count()).isZero();

        recoveries.seen(1, 2_900, 3_000);

        assertThat(recoveries.p99()).isEqualTo("2000");
    }

    @Test
    void aResultOfTheDeadWorkerItselfDoesNotCount() {
        recoveries.killed(1_000, Set.of(0));

        recoveries.seen(0, 999, 1_010);

        assertThat(recoveries.p99()).isEqualTo("none");
    }

    @Test
    void aWorkerWithoutPartitionsLeavesNothingToRecover() {
        recoveries.killed(1_000, Set.of());

        recoveries.seen(0, 1_500, 1_600);

        assertThat(recoveries.count()).isZero();
    }

    @Test
    void oneOfAHundredMayTakeLonger() {
        for (var i = 1; i <= 100; i++) {
            recoveries.killed(0, Set.of(0));
            recoveries.seen(0, 1, i);
        }

        assertThat(recoveries.p99()).isEqualTo("99");
    }
}
