package dev.pointsman.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How much is taken, and what there is no room for. */
class FlowRoomTest extends TestingFlow {
    @Test
    void aClaimIsFullByItsShareOfTheMemoryUntilItsJobsAreCommitted() {
        var other = flow.claim(Progress.upTo(0));
        flow.offer(claim, 0, FREE, 500, "large");

        assertThat(flow.isFull(claim)).isTrue();
        assertThat(flow.offer(claim, 1, FREE, 1, "small")).isEqualTo(Offer.NO_ROOM);
        assertThat(flow.isFull(other)).isFalse();

        run();
        committed();
        assertThat(flow.isFull(claim)).isFalse();
    }

    @Test
    void aClaimIsFullWhenItsWindowIsAndNothingIsTakenBeyond() {
        offer(0, RED, "slow");
        flow.next();
        var offset = 1L;
        while (!flow.isFull(claim)) {
            flow.offer(claim, offset++, RED, 0, "waits");
        }

        assertThat(offset).isEqualTo(Progress.WINDOW - 2);
        assertThat(flow.offer(claim, Progress.WINDOW, FREE, 0, "beyond")).isEqualTo(Offer.NO_ROOM);
    }

    @Test
    void aClaimIsFullWhenThereIsWorkEnoughUntilSomeOfItHasEnded() {
        for (var offset = 0L; offset < 2 * LIMITS.maxPoll(); offset++) {
            assertThat(flow.isFull(claim)).isFalse();
            offer(offset, FREE, "job");
        }

        assertThat(flow.isFull(claim)).isTrue();
        run();
        assertThat(flow.isFull(claim)).isFalse();
    }

    @Test
    void aBacklogLeavesOtherClaimsTheirPartOfTheWork() {
        var other = flow.claim(Progress.upTo(0));
        for (var offset = 0L; offset < 2 * LIMITS.maxPoll(); offset++) {
            offer(offset, FREE, "job");
        }

        assertThat(flow.isFull(claim)).isTrue();
        assertThat(flow.isFull(other)).isFalse();

        for (var offset = 0L; offset < LIMITS.maxPoll(); offset++) {
            flow.offer(other, offset, FREE, 1, "other");
        }
        assertThat(flow.isFull(other)).isTrue();
    }

    /** Or the record would be polled, found too far away, and polled again, at full speed. */
    @Test
    void aClaimIsFullWhenTheNextOfItsRecordsIsBeyondTheWindow() {
        offer(0, RED, "slow");
        var slow = flow.next().orElseThrow();

        assertThat(flow.offer(claim, Progress.WINDOW, FREE, 1, "far")).isEqualTo(Offer.NO_ROOM);
        assertThat(flow.isFull(claim)).isTrue();

        end(slow);
        committed();
        assertThat(flow.isFull(claim)).isFalse();
        offer(Progress.WINDOW, FREE, "far");
        assertThat(flow.isFull(claim)).isFalse();
    }

    @Test
    void jobsThatWaitForASlowOneAreNotWork() {
        offer(0, RED, "slow");
        flow.next();
        for (var offset = 1L; offset < 10 * LIMITS.maxPoll(); offset++) {
            offer(offset, RED, "waits");
        }

        assertThat(flow.isFull(claim)).isFalse();
    }

    @Test
    void whatIsDroppedIsNoWorkAnyMore() {
        var other = flow.claim(Progress.upTo(0));
        for (var offset = 0L; offset < 2 * LIMITS.maxPoll(); offset++) {
            offer(offset, FREE, "job");
        }
        var running = flow.next().orElseThrow();
        flow.offer(other, 0, FREE, 1, "job");

        flow.release(claim);
        end(running);

        assertThat(flow.isFull(other)).isFalse();
    }

    @Test
    void noJobIsBegunWhileABatchIsFullAndAnotherUnderWay() {
        for (var offset = 0L; offset < 7; offset++) {
            offer(offset, FREE, "job");
        }
        run();
        batch();
        run();
        run();
        run();

        assertThat(flow.canBegin()).isFalse();
        flow.committed();
        flow.gather(0);

        assertThat(flow.canBegin()).isTrue();
    }

    @Test
    void noJobIsBegunWhileResultsFillTheMemory() {
        offer(0, FREE, "a");
        offer(1, FREE, "b");
        flow.end(flow.next().orElseThrow(), "large", 1_000);

        assertThat(flow.next()).isEmpty();
        batch();
        assertThat(flow.next()).isEmpty();

        flow.committed();
        assertThat(next()).isEqualTo("b");
    }

    @Test
    void resultsOfAReleasedClaimFillNothing() {
        offer(0, FREE, "a");
        flow.end(flow.next().orElseThrow(), "large", 1_000);
        var other = flow.claim(Progress.upTo(0));
        flow.offer(other, 0, FREE, 1, "b");

        flow.release(claim);

        assertThat(next()).isEqualTo("b");
    }
}
