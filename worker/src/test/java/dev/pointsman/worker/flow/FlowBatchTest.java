package dev.pointsman.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What is committed with what, and when. */
class FlowBatchTest extends TestingFlow {
    @Test
    void aBatchIsDueAtOnceWhenNothingWaitsForAThread() {
        offer(0, FREE, "a");
        assertThat(flow.nanosUntilBatch(0)).isEqualTo(Long.MAX_VALUE);

        run();

        assertThat(flow.nanosUntilBatch(0)).isZero();
    }

    @Test
    void aBatchIsDueAfterTheIntervalWhenOthersWait() {
        offer(0, FREE, "a");
        offer(1, FREE, "b");
        flow.end(flow.next().orElseThrow(), "done", 1, 1_000);

        assertThat(flow.nanosUntilBatch(1_000)).isEqualTo(INTERVAL.toNanos());
        assertThat(flow.nanosUntilBatch(1_000 + INTERVAL.toNanos())).isZero();
    }

    @Test
    void aBatchIsDueAtOnceWhenItIsFull() {
        for (var offset = 0; offset < 5; offset++) {
            offer(offset, FREE, "job");
        }
        run();
        run();
        assertThat(flow.nanosUntilBatch(0)).isPositive();
        run();

        assertThat(flow.nanosUntilBatch(0)).isZero();
        assertThat(flow.beginBatch(0).jobs()).hasSize(3);
    }

    @Test
    void thereIsOneTransactionAtATime() {
        offer(0, FREE, "a");
        offer(1, FREE, "b");
        run();
        var batch = flow.beginBatch(0);
        run();

        assertThat(flow.nanosUntilBatch(0)).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> flow.beginBatch(0)).isInstanceOf(IllegalStateException.class);

        flow.committed(batch);
        assertThat(flow.nanosUntilBatch(0)).isZero();
    }

    @Test
    void aBatchTellsWhatIsFinishedBeyondTheLowestUnfinishedOffset() {
        offer(0, FREE, "slow");
        offer(1, FREE, "quick");
        var slow = flow.next().orElseThrow();
        run();

        var batch = flow.beginBatch(0);
        flow.committed(batch);
        end(slow);

        assertThat(batch.progress().get(claim).base()).isZero();
        assertThat(batch.progress().get(claim).beyond().stream()).containsExactly(1);
        assertThat(flow.beginBatch(0).progress().get(claim)).isEqualTo(Progress.upTo(2));
    }

    @Test
    void aBatchTakesAlongTheVoucherOfWhenItWasMade() {
        offer(0, FREE, "a");
        run();

        var batch = flow.beginBatch(0);
        flow.vouched("second poll");

        assertThat(batch.voucher()).isEqualTo("first poll");
    }

    @Test
    void untilTheGroupVouchesNothingIsDue() {
        var unknown = new Flow<String, String, String>(LIMITS);
        var early = unknown.claim(Progress.upTo(0));
        unknown.offer(early, 0, FREE, 1, "a");
        unknown.end(unknown.next().orElseThrow(), "done", 1, 0);

        assertThat(unknown.nanosUntilBatch(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void anAbortedBatchReleasesAllClaims() {
        var other = flow.claim(Progress.upTo(0));
        flow.offer(other, 0, FREE, 1, "other");
        offer(0, FREE, "a");
        run();
        run();
        var batch = flow.beginBatch(0);

        flow.aborted(batch);

        assertThat(claim.isOpen()).isFalse();
        assertThat(other.isOpen()).isFalse();
        assertThat(flow.isSettled()).isTrue();
    }

    @Test
    void afterAnAbortWorkGoesOnUnderNewClaims() {
        offer(0, FREE, "a");
        run();
        flow.aborted(flow.beginBatch(0));

        var again = flow.claim(Progress.upTo(0));
        flow.offer(again, 0, FREE, 1, "a again");
        run();

        assertThat(flow.beginBatch(0).progress()).containsEntry(again, Progress.upTo(1));
    }

    @Test
    void aClaimOwesWhatHasEndedUntilItsTransactionHasToo() {
        offer(0, FREE, "a");
        assertThat(flow.isOwing(claim)).isFalse();
        run();
        assertThat(flow.isOwing(claim)).isTrue();
        var batch = flow.beginBatch(0);
        assertThat(flow.isOwing(claim)).isTrue();

        flow.committed(batch);

        assertThat(flow.isOwing(claim)).isFalse();
    }

    @Test
    void itIsSettledWhenNothingRunsOrWaitsToBeCommitted() {
        offer(0, FREE, "a");
        var ticket = flow.next().orElseThrow();
        assertThat(flow.isSettled()).isFalse();
        end(ticket);
        assertThat(flow.isSettled()).isFalse();
        var batch = flow.beginBatch(0);
        assertThat(flow.isSettled()).isFalse();
        flow.committed(batch);

        assertThat(flow.isSettled()).isTrue();
    }
}
