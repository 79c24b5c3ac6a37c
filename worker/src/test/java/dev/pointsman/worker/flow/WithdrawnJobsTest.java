package dev.pointsman.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Jobs that are withdrawn go ahead of their turn, and nothing is held of them when they are
 * committed, however long their lane is: their bytes are given back by then, so that with pairs of
 * a job and its cancel a publisher could fill the heap.
 */
class WithdrawnJobsTest extends TestingKeyOrder {
    private static final int PAIRS = 100;

    @Test
    void behindASlowJobNothingIsHeldOfThem() {
        offer(0, RED, "slow");
        var slow = flow.next().orElseThrow();

        pairs();

        assertThat(order.jobsInLanes()).isOne();
        assertThat(claim.bytes()).isOne();
        end(slow);
        assertThat(order.jobsInLanes()).isZero();
    }

    @Test
    void behindOneThatKeepsItsLaneNothingIsHeldOfThem() {
        offer(0, RED, "first");
        fails();

        pairs();

        assertThat(order.jobsInLanes()).isZero();
        assertThat(claim.bytes()).isZero();
    }

    @Test
    void behindOneThatIsTriedAgainInItsLaneNothingIsHeldOfThem() {
        offer(0, RED, "first");
        fails();
        read(0, 0, RED, "first again", 0);
        later.awaken(0);
        var again = flow.next().orElseThrow();

        pairs();

        assertThat(order.jobsInLanes()).isOne();
        end(again);
        assertThat(order.jobsInLanes()).isZero();
    }

    @Test
    void nothingIsHeldOfOneThatRunsWhenItsLaneIsKept() {
        offer(0, RED, "first");
        offer(1, RED, "unwanted");
        offer(2, RED, "third");
        var first = flow.next().orElseThrow();
        cancel(3, RED, "unwanted");
        var unwanted = flow.next().orElseThrow();
        order.keep(first);
        end(first);
        committed();

        end(unwanted);
        committed();

        assertThat(order.jobsInLanes()).isOne();
        assertNothingBegins();
        order.letGo(first);
        assertThat(next()).isEqualTo("third");
    }

    /** Each has its place until it ends: those behind it wait for it. */
    @Test
    void whoeverEndsInWhateverOrderTheOthersKeepTheirs() {
        offer(0, RED, "slow");
        offer(1, RED, "one");
        offer(2, RED, "second");
        offer(3, RED, "other");
        offer(4, RED, "third");
        var slow = flow.next().orElseThrow();
        cancel(5, RED, "one");
        cancel(6, RED, "other");
        var one = flow.next().orElseThrow();

        run();
        committed();
        end(slow);
        committed();

        assertNothingBegins();
        end(one);
        committed();
        assertThat(order.jobsInLanes()).isEqualTo(2);
        var second = flow.next().orElseThrow();
        assertThat(second.job()).isEqualTo("second");
        assertNothingBegins();
        end(second);
        assertThat(next()).isEqualTo("third");
    }

    private void pairs() {
        for (var pair = 0; pair < PAIRS; pair++) {
            offer(2 * pair + 1, RED, "unwanted");
            cancel(2 * pair + 2, RED, "unwanted");
            run();
            committed();
        }
    }
}
