package dev.pointsman.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Jobs whose cancels came while they were on their way from one attempt to the next. */
class LateCancelsTest extends TestingFlow {
    private static final long LONG = 1_000_000;

    private final Later<String, String> later = flow.later();
    private final Claim beside = later.claim(claim, Progress.upTo(0));

    @Test
    void oneThatComesBackWaitsNoLonger() {
        var unwanted = comesBack(0, RED, "unwanted");

        assertThat(later.withdraw(unwanted)).isTrue();

        assertThat(later.size()).isZero();
        assertThat(flow.next()).contains(unwanted);
        assertThat(unwanted.isWithdrawn()).isTrue();
    }

    /** As one that is found where it waits. */
    @Test
    void itNeedNotWaitForThoseBeforeIt() {
        offer(4, RED, "slow");
        flow.next();

        later.withdraw(comesBack(0, RED, "unwanted"));

        assertThat(next()).isEqualTo("unwanted");
    }

    @Test
    void oneThatIsAboutToBeMovedIsNotWrittenOnceMore() {
        comesBack(0, RED, "unwanted");
        var moved = later.takeOut(beside, 0, 1, 0).getFirst();

        assertThat(later.withdraw(moved)).isTrue();

        run();
        var progress = committed().progress();
        assertThat(progress.get(beside)).isEqualTo(Progress.upTo(1));
    }

    /** It is another's. */
    @Test
    void underAClaimThatWasReleasedNothingComesOfIt() {
        comesBack(0, RED, "unwanted");
        var moved = later.takeOut(beside, 0, 1, 0).getFirst();

        flow.release(claim);

        assertThat(later.withdraw(moved)).isFalse();
        assertThat(flow.next()).isEmpty();
    }

    @Test
    void underOneThatIsGivenUpNothingDoesEither() {
        var unwanted = comesBack(0, RED, "unwanted");

        flow.retire(claim);

        assertThat(later.withdraw(unwanted)).isFalse();
        assertThat(unwanted.isWithdrawn()).isFalse();
    }

    private Ticket<String> comesBack(long offset, Optional<Lane> lane, String job) {
        var ticket = new Ticket<>(beside, offset, 1, lane, 1, job);
        assertThat(later.offer(ticket, LONG)).isEqualTo(Offer.TAKEN);
        return ticket;
    }
}
