package dev.pointsman.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is committed with what, and when. */
class FlowBatchTest extends TestingFlow {
    private static final Duration MOMENT = Duration.ofMillis(3);

    @Test
    void whatEndsIsGatheredAtOnce() {
        offer(0, FREE, "a");
        assertThat(flow.canGather()).isFalse();

        run();

        assertThat(flow.canGather()).isTrue();
        assertThat(flow.gather(0)).extracting(job -> job.ticket().job()).containsExactly("a");
        assertThat(flow.canGather()).isFalse();
    }

    /** To wake a thread costs as much as to run a small job. */
    @Test
    void whoeverGathersIsWokenForTheFirstAndTheLastThatEndAndNotForEach() {
        offer(0, FREE, "runs on");
        offer(1, FREE, "a");
        offer(2, FREE, "b");
        var last = flow.next().orElseThrow();

        run();
        assertThat(flow.isDue()).isTrue();
        run();
        assertThat(flow.isDue()).isFalse();
        end(last);
        assertThat(flow.isDue()).isTrue();
    }

    @Test
    void whatEndsWhileABatchIsOpenJoinsIt() {
        offer(0, FREE, "a");
        offer(1, FREE, "b");
        run();
        flow.gather(0);
        run();

        assertThat(flow.gather(0)).extracting(job -> job.ticket().job()).containsExactly("b");
        assertThat(flow.seal().jobs()).hasSize(2);
    }

    @Test
    void aBatchIsSealedAtOnceWhenNothingWaitsForAThread() {
        offer(0, FREE, "a");
        run();

        flow.gather(0);

        assertThat(flow.nanosUntilSeal(0)).isZero();
    }

    /** The broker is still at the end of the one before, and more may come meanwhile. */
    @Test
    void aBatchThatFollowsRightAfterAnotherStaysOpenForAMoment() {
        commitWhile(() -> {
            offer(1, FREE, "b");
            run();
        });

        flow.gather(1_000);

        assertThat(flow.nanosUntilSeal(1_000)).isEqualTo(MOMENT.toNanos());
        assertThat(flow.nanosUntilSeal(1_000 + MOMENT.toNanos())).isZero();
    }

    @Test
    void aBatchIsSealedAtOnceWhenNothingWaitedForTheEndOfTheOneBefore() {
        commitWhile(() -> offer(1, FREE, "b"));
        run();

        flow.gather(1_000);

        assertThat(flow.nanosUntilSeal(1_000)).isZero();
    }

    @Test
    void aBatchThatLeavesNoRoomIsSealedAtOnceThoughItFollowsRightAfterAnother() {
        commitWhile(() -> {
            offer(1, FREE, "b");
            flow.end(flow.next().orElseThrow(), "large", LIMITS.maxBytes());
        });

        flow.gather(1_000);

        assertThat(flow.nanosUntilSeal(1_000)).isZero();
    }

    private void commitWhile(Runnable meanwhile) {
        offer(0, FREE, "a");
        run();
        flow.gather(0);
        flow.seal();
        meanwhile.run();
        flow.committed();
    }

    @Test
    void aBatchIsSealedAtOnceWhenItsResultsLeaveNoRoomForMore() {
        offer(0, FREE, "a");
        offer(1, FREE, "b");
        flow.end(flow.next().orElseThrow(), "large", LIMITS.maxBytes());

        flow.gather(0);

        assertThat(flow.nanosUntilSeal(0)).isZero();
    }

    @Test
    void aBatchIsSealedAfterTheIntervalWhenOthersWait() {
        offer(0, FREE, "a");
        offer(1, FREE, "b");
        run();
        flow.gather(1_000);

        assertThat(flow.nanosUntilSeal(1_000)).isEqualTo(INTERVAL.toNanos());
        assertThat(flow.nanosUntilSeal(1_000 + INTERVAL.toNanos())).isZero();
    }

    @Test
    void aFullBatchIsSealedAtOnceAndTakesNoMore() {
        for (var offset = 0; offset < 5; offset++) {
            offer(offset, FREE, "job");
        }
        run();
        flow.gather(0);
        run();
        run();
        assertThat(flow.nanosUntilSeal(0)).isPositive();
        assertThat(flow.gather(0)).hasSize(2);
        run();

        assertThat(flow.nanosUntilSeal(0)).isZero();
        assertThat(flow.canGather()).isFalse();
        assertThat(flow.seal().jobs()).hasSize(3);
    }

    @Test
    void nothingJoinsABatchThatIsSealed() {
        offer(0, FREE, "a");
        offer(1, FREE, "b");
        run();
        batch();
        run();

        assertThat(flow.canGather()).isFalse();
        assertThat(flow.nanosUntilSeal(0)).isEqualTo(Long.MAX_VALUE);

        flow.committed();
        assertThat(flow.canGather()).isTrue();
        assertThat(batch().jobs()).hasSize(1);
    }

    /** Under another claim on the same partition its jobs could come twice into one transaction. */
    @Test
    void nothingJoinsABatchWhenAClaimIsGivenUp() {
        var other = flow.claim(Progress.upTo(0));
        offer(0, FREE, "a");
        flow.offer(other, 0, FREE, 1, "b");
        flow.offer(other, 1, FREE, 1, "c");
        run();
        flow.gather(0);
        run();

        flow.retire(claim);

        assertThat(flow.canGather()).isFalse();
        assertThat(flow.nanosUntilSeal(0)).isZero();
    }

    @Test
    void aBatchTellsWhatIsFinishedBeyondTheLowestUnfinishedOffset() {
        offer(0, FREE, "slow");
        offer(1, FREE, "quick");
        var slow = flow.next().orElseThrow();
        run();

        var batch = committed();
        end(slow);

        assertThat(batch.progress().get(claim).base()).isZero();
        assertThat(batch.progress().get(claim).beyond().stream()).containsExactly(1);
        assertThat(batch().progress().get(claim)).isEqualTo(Progress.upTo(2));
    }

    @Test
    void aBatchTellsOfEachClaimWhichOfItsJobsEndedFirst() {
        var other = flow.claim(Progress.upTo(0));
        flow.offer(other, 0, FREE, 1, "other");
        offer(0, FREE, "slow");
        offer(1, FREE, "quick");
        var tickets = List.of(begun(), begun(), begun());

        tickets.reversed().forEach(this::end);

        var firsts = batch().firsts();
        assertThat(firsts).containsOnlyKeys(claim, other);
        assertThat(firsts.get(claim).job()).isEqualTo("quick");
        assertThat(firsts.get(other).job()).isEqualTo("other");
    }

    @Test
    void whatIsCommittedCountsForEachClaimByItself() {
        var other = flow.claim(Progress.upTo(0));
        flow.offer(other, 0, FREE, 5, "other");
        offer(0, FREE, "a");
        offer(1, FREE, "b");
        List.of(begun(), begun(), begun()).forEach(this::end);

        committed();

        assertThat(claim.committed()).isEqualTo(2);
        assertThat(other.committed()).isOne();
        assertThat(claim.isBusy()).isFalse();
        assertThat(other.isBusy()).isFalse();
    }

    private Ticket<String> begun() {
        return flow.next().orElseThrow();
    }

    @Test
    void aBatchTakesAlongTheVoucherOfWhenItWasBegun() {
        offer(0, FREE, "a");
        run();

        flow.gather(0);
        flow.vouched("second poll");

        assertThat(flow.seal().voucher()).isEqualTo("first poll");
    }

    @Test
    void untilTheGroupVouchesNothingIsGathered() {
        var unknown = new Flow<String, String, String>(LIMITS);
        var early = unknown.claim(Progress.upTo(0));
        unknown.offer(early, 0, FREE, 1, "a");
        unknown.end(unknown.next().orElseThrow(), "done", 1);

        assertThat(unknown.canGather()).isFalse();
    }
}
