package dev.pointsman.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How a batch ends, and what its claims owe until then. */
class FlowBatchEndTest extends TestingFlow {
    @Test
    void anAbortedBatchReleasesAllClaims() {
        var other = flow.claim(Progress.upTo(0));
        flow.offer(other, 0, FREE, 1, "other");
        offer(0, FREE, "a");
        run();
        run();
        batch();

        flow.aborted();

        assertThat(claim.isOpen()).isFalse();
        assertThat(other.isOpen()).isFalse();
        assertThat(flow.isSettled()).isTrue();
    }

    @Test
    void afterAnAbortWorkGoesOnUnderNewClaims() {
        offer(0, FREE, "a");
        run();
        batch();
        flow.aborted();

        var again = flow.claim(Progress.upTo(0));
        flow.offer(again, 0, FREE, 1, "a again");
        run();

        assertThat(batch().progress()).containsEntry(again, Progress.upTo(1));
    }

    @Test
    void aClaimOwesWhatHasEndedUntilItsTransactionHasToo() {
        offer(0, FREE, "a");
        assertThat(flow.isOwing(claim)).isFalse();
        run();
        assertThat(flow.isOwing(claim)).isTrue();
        batch();
        assertThat(flow.isOwing(claim)).isTrue();

        flow.committed();

        assertThat(flow.isOwing(claim)).isFalse();
    }

    @Test
    void itIsSettledWhenNothingRunsOrWaitsToBeCommitted() {
        offer(0, FREE, "a");
        var ticket = flow.next().orElseThrow();
        assertThat(flow.isSettled()).isFalse();
        end(ticket);
        assertThat(flow.isSettled()).isFalse();
        batch();
        assertThat(flow.isSettled()).isFalse();
        flow.committed();

        assertThat(flow.isSettled()).isTrue();
    }

    /**
     * Found by simulation: a voucher is taken for partitions that have another owner by now, if it
     * is of the member's own epoch, which is that of before as long as the member is told to give
     * up more.
     */
    @Test
    void aBatchIsNotHeldAnyMoreWhenAClaimOfItIsReleased() {
        var other = flow.claim(Progress.upTo(0));
        flow.offer(other, 0, FREE, 1, "other");
        offer(0, FREE, "a");
        run();
        run();
        batch();
        assertThat(flow.isHeld()).isTrue();

        flow.release(other);

        assertThat(flow.isHeld()).isFalse();
    }
}
