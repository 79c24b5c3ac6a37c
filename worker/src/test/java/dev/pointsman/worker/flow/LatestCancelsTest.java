package dev.pointsman.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Cancels that come while their job is on its way from one attempt to the next. */
class LatestCancelsTest extends TestingFlow {
    /** A cancel of {@code a} is written {@code -a}. */
    private static final Function<String, Optional<?>> NAME =
            job -> Optional.of(job.replace("-", ""));

    private static final long LONG = 1_000_000;

    private final Later<String, String> later = flow.later();
    private final Claim beside = later.claim(claim, Progress.upTo(0));

    @Test
    void aJobThatComesBackIsFound() {
        cancel(5, RED, "-unwanted");

        assertThat(comesBack(0, 1, RED, "unwanted")).isTrue();

        assertThat(later.size()).isZero();
        var unwanted = flow.next().orElseThrow();
        assertThat(unwanted.job()).isEqualTo("unwanted");
        assertThat(unwanted.isWithdrawn()).isTrue();
    }

    /** As one that is found where it waits. */
    @Test
    void itNeedNotWaitForThoseBeforeIt() {
        offer(4, RED, "slow");
        flow.next();
        cancel(5, RED, "-unwanted");

        comesBack(0, 1, RED, "unwanted");

        assertThat(next()).isEqualTo("unwanted");
    }

    @Test
    void othersThatComeBackAreNot() {
        cancel(5, RED, "-unwanted");

        assertThat(comesBack(0, 1, RED, "another")).isFalse();
        assertThat(comesBack(1, 1, BLUE, "unwanted")).isFalse();
        assertThat(comesBack(2, 6, RED, "unwanted")).isFalse();
        assertThat(later.size()).isEqualTo(3);
    }

    @Test
    void oneThatIsAboutToBeMovedIsFoundToo() {
        comesBack(0, 1, RED, "unwanted");
        var moved = later.takeOut(beside, 0, 1, 0).getFirst();
        assertThat(cancel(5, RED, "-unwanted")).isZero();

        assertThat(later.meetCancel(moved, NAME)).isTrue();

        run();
        var progress = committed().progress();
        assertThat(progress.get(beside)).isEqualTo(Progress.upTo(1));
    }

    /** Of two that were published under one name either may be on its way. */
    @Test
    void aCancelThatHasFoundAJobFindsAnotherThatComesBack() {
        offer(0, RED, "unwanted");
        assertThat(cancel(5, RED, "-unwanted")).isOne();

        assertThat(comesBack(0, 1, RED, "unwanted")).isTrue();
    }

    @Test
    void underALaterClaimNobodyKnowsOfIt() {
        cancel(5, RED, "-unwanted");
        flow.release(claim);
        var again = flow.claim(Progress.upTo(0));
        var besideIt = later.claim(again, Progress.upTo(0));
        var unwanted = new Ticket<>(besideIt, 0, 1, RED, 1, "unwanted");
        later.offer(unwanted, LONG);

        assertThat(later.meetCancel(unwanted, NAME)).isFalse();
    }

    /** It is another's. */
    @Test
    void underAClaimThatWasReleasedNoneIsFound() {
        comesBack(0, 1, RED, "unwanted");
        var moved = later.takeOut(beside, 0, 1, 0).getFirst();
        cancel(5, RED, "-unwanted");

        flow.release(claim);

        assertThat(later.meetCancel(moved, NAME)).isFalse();
        assertThat(flow.next()).isEmpty();
    }

    /** Here there is room for fifteen. */
    @Test
    void ofManyTheLatestAreKept() {
        for (var offset = 10; offset < 30; offset++) {
            cancel(offset, RED, "-" + offset);
            committed();
        }

        assertThat(comesBack(0, 1, RED, "14")).isFalse();
        assertThat(comesBack(1, 1, RED, "15")).isTrue();
        assertThat(comesBack(2, 1, RED, "29")).isTrue();
    }

    @Test
    void oneThatIsWrittenAgainIsKeptOnce() {
        cancel(10, RED, "-unwanted");
        for (var offset = 11; offset < 40; offset++) {
            cancel(offset, RED, "-another");
            committed();
        }

        assertThat(comesBack(0, 1, RED, "unwanted")).isTrue();
        assertThat(comesBack(1, 38, RED, "another")).isTrue();
    }

    /** Whether it is found. */
    private boolean comesBack(long offset, long place, Optional<Lane> lane, String job) {
        var ticket = new Ticket<>(beside, offset, place, lane, 1, job);
        assertThat(later.offer(ticket, LONG)).isEqualTo(Offer.TAKEN);
        return later.meetCancel(ticket, NAME);
    }

    /** Returns how many jobs it has found. */
    private int cancel(long offset, Optional<Lane> lane, String cancel) {
        var ticket = new Ticket<>(claim, offset, lane, 1, cancel);
        assertThat(flow.offerCancel(ticket)).isEqualTo(Offer.TAKEN);
        return flow.withdraw(List.of(claim), NAME).getFirst().jobs();
    }
}
