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
        assertThat(recoveries.all().count()).isZero();

        recoveries.seen(1, 2_900, 3_000);

        assertThat(recoveries.all().percentile(99)).isEqualTo("2000");
    }

    @Test
    void aResultOfTheDeadWorkerItselfDoesNotCount() {
        recoveries.killed(1_000, Set.of(0));

        recoveries.seen(0, 999, 1_010);

        assertThat(recoveries.all().percentile(99)).isEqualTo("none");
    }

    @Test
    void aWorkerWithoutPartitionsLeavesNothingToRecover() {
        recoveries.killed(1_000, Set.of());

        recoveries.seen(0, 1_500, 1_600);

        assertThat(recoveries.all().count()).isZero();
    }

    @Test
    void oneOfAHundredMayTakeLonger() {
        for (var i = 1; i <= 100; i++) {
            recoveries.killed(0, Set.of(0));
            recoveries.seen(0, 1, i);
        }

        assertThat(recoveries.all().percentile(99)).isEqualTo("99");
    }

    private void killOf(int partition, long atMillis) {
        recoveries.faultBegins();
        recoveries.killed(atMillis, Set.of(partition));
        recoveries.faultEnds();
    }

    @Test
    void aKillWithNothingElseMeanwhileIsToldByItself() {
        killOf(0, 1_000);
        recoveries.seen(0, 2_000, 2_100);

        killOf(0, 10_000);
        recoveries.faultBegins();
        recoveries.faultEnds();
        recoveries.seen(0, 19_000, 19_000);

        assertThat(recoveries.all()).hasToString("2, p50 1100 ms, p99 9000 ms");
        assertThat(recoveries.undisturbed()).hasToString("1, p50 1100 ms, p99 1100 ms");
    }

    @Test
    void aKillWhileAnotherFaultIsAtWorkIsNot() {
        recoveries.faultBegins();
        killOf(0, 1_000);
        recoveries.faultEnds();

        recoveries.seen(0, 2_000, 2_100);

        assertThat(recoveries.all().count()).isEqualTo(1);
        assertThat(recoveries.undisturbed()).hasToString("0, p50 none ms, p99 none ms");
    }

    @Test
    void allIsWellWhenNoFaultIsAtWorkAndNoPartitionWaits() {
        assertThat(recoveries.isAllWell()).isTrue();

        recoveries.faultBegins();
        assertThat(recoveries.isAllWell()).isFalse();
        recoveries.killed(1_000, Set.of(0));
        recoveries.faultEnds();
        assertThat(recoveries.isAllWell()).isFalse();
        recoveries.seen(0, 2_000, 2_100);

        assertThat(recoveries.isAllWell()).isTrue();
    }

    @Test
    void whatBeginsWhenItIsOverDisturbsItNoMore() {
        killOf(0, 1_000);
        recoveries.seen(0, 2_000, 2_100);

        recoveries.faultBegins();

        assertThat(recoveries.undisturbed().count()).isEqualTo(1);
    }
}
