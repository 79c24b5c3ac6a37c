package dev.pointsman.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Keys whose order is kept, and what ends that: cancels, and what becomes of the partition. */
class KeyOrderEndsTest extends TestingKeyOrder {
    @Test
    void aCancelOfTheOneThatWaitsLetsThemGoOn() {
        offer(0, RED, "first");
        offer(1, RED, "second");
        fails();
        read(0, 0, RED, "first again", 1_000);

        cancel(2, RED, "first again");

        var withdrawn = flow.next().orElseThrow();
        assertThat(withdrawn.isWithdrawn()).isTrue();
        assertNothingBegins();
        end(withdrawn);
        committed();
        assertThat(next()).isEqualTo("second");
    }

    @Test
    void aCancelOfOneBehindItEndsThatAndNoOther() {
        offer(0, RED, "first");
        offer(1, RED, "unwanted");
        offer(2, RED, "third");
        fails();
        read(0, 0, RED, "first again", 10);

        cancel(3, RED, "unwanted");

        var unwanted = flow.next().orElseThrow();
        assertThat(unwanted.job()).isEqualTo("unwanted");
        end(unwanted);
        committed();
        assertNothingBegins();
        later.awaken(10);
        run();
        assertThat(next()).isEqualTo("third");
    }

    /**
     * Were the third committed first, a crash could leave the withdrawn one to be run behind it.
     */
    @Test
    void thoseBehindAWithdrawnOneWaitForItStill() {
        offer(0, RED, "first");
        offer(1, RED, "unwanted");
        offer(2, RED, "third");
        fails();
        read(0, 0, RED, "first again", 0);
        cancel(3, RED, "unwanted");
        var unwanted = flow.next().orElseThrow();
        later.awaken(0);

        run();

        assertNothingBegins();
        end(unwanted);
        committed();
        assertThat(next()).isEqualTo("third");
    }

    @Test
    void withTheClaimAllOfItIsForgotten() {
        offer(0, RED, "first");
        offer(1, RED, "second");
        var first = flow.next().orElseThrow();
        order.keep(first);
        end(first);
        batch();

        flow.aborted();

        var again = flow.claim(Progress.upTo(0));
        later.claim(again, Progress.upTo(0));
        flow.offer(again, 0, RED, 1, "first");
        assertThat(next()).isEqualTo("first");
    }

    @Test
    void oneThatEndsUnderARetiredClaimKeepsNothing() {
        offer(0, RED, "first");
        var first = flow.next().orElseThrow();
        flow.retire(claim);

        order.keep(first);
        end(first);

        assertThat(order.isHeldUp(claim)).isFalse();
        assertThat(flow.isOwing(claim)).isTrue();
    }

    @Test
    void aPartitionWaitsUntilItsRetriesAreRead() {
        order.await(claim);

        assertThat(flow.isFull(claim)).isTrue();
        assertThat(order.isAwaited(beside)).isTrue();
        assertThat(flow.offer(claim, 0, RED, 1, "too early")).isEqualTo(Offer.NO_ROOM);
        readFree(0, 0, RED, "retry");
        later.awaken(0);
        assertThat(next()).isEqualTo("retry");

        order.isRead(beside);

        assertThat(flow.isFull(claim)).isFalse();
        offer(0, RED, "in time");
    }

    /** Else a topic of keys, each of which waits, would be held in memory whole. */
    @Test
    void aPartitionIsFullOfLanesThatAreKept() {
        var large = lane("x".repeat(500));
        offer(0, large, "one");
        fails();

        assertThat(flow.isFull(claim)).isTrue();
        read(0, 0, large, "one again", 0);
        later.awaken(0);
        run();

        assertThat(flow.isFull(claim)).isFalse();
    }

    @Test
    void whatWaitsForAMomentIsHeldUpAndNotStuck() {
        offer(0, RED, "first");
        offer(1, RED, "second");
        assertThat(order.isHeldUp(claim)).isFalse();
        fails();
        assertThat(order.isHeldUp(claim)).as("its record is not read").isFalse();
        read(0, 0, RED, "first again", 10);

        assertThat(order.isHeldUp(claim)).isTrue();
        later.awaken(10);
        assertThat(order.isHeldUp(claim)).isFalse();
    }
}
