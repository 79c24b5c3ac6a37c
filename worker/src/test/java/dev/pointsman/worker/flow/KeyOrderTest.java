package dev.pointsman.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Jobs that keep the order of their key while they wait for another attempt. */
class KeyOrderTest extends TestingFlow {
    private final Later<String, String> later = flow.later();
    private final KeyOrder<String> order = later.order();
    private final Claim beside = later.claim(claim, Progress.upTo(0));

    /** The next job is run, and ends to be tried again in its key's order. */
    private void fails() {
        var ticket = flow.next().orElseThrow();
        order.keep(ticket);
        end(ticket);
        committed();
    }

    private Ticket<String> retry(long offset, long place, Optional<Lane> lane, String job) {
        return new Ticket<>(beside, offset, place, lane, 1, job);
    }

    /** It is read, and is to be tried again in its key's order. */
    private void read(long offset, long place, Optional<Lane> lane, String job, long dueNanos) {
        var ticket = retry(offset, place, lane, job);
        assertThat(later.offer(ticket, dueNanos)).isEqualTo(Offer.TAKEN);
        order.keep(ticket);
    }

    private void readFree(long offset, long place, Optional<Lane> lane, String job) {
        assertThat(later.offer(retry(offset, place, lane, job), 0)).isEqualTo(Offer.TAKEN);
    }

    private void assertNothingBegins() {
        assertThat(flow.next()).isEmpty();
    }

    @Test
    void noLaterJobOfItsKeyBeginsWhileItWaits() {
        offer(0, RED, "first");
        offer(1, RED, "waited already");
        fails();
        offer(2, RED, "came later");

        assertNothingBegins();
        read(0, 0, RED, "first", 10);
        assertNothingBegins();
    }

    @Test
    void otherKeysAndJobsWithoutOneDoNotWait() {
        offer(0, RED, "first");
        fails();
        offer(1, BLUE, "blue");
        offer(2, FREE, "free");
        offer(3, RED, "red");

        assertThat(next()).isEqualTo("blue");
        assertThat(next()).isEqualTo("free");
        assertNothingBegins();
    }

    @Test
    void aJobWithoutAKeyHoldsUpNobody() {
        offer(0, FREE, "first");
        offer(1, FREE, "second");

        fails();

        assertThat(next()).isEqualTo("second");
    }

    @Test
    void whenItIsDueItComesBeforeThem() {
        offer(0, RED, "first");
        offer(1, RED, "second");
        fails();
        read(0, 0, RED, "first again", 10);

        later.awaken(10);

        assertThat(next()).isEqualTo("first again");
        assertNothingBegins();
    }

    @Test
    void withItsEndTheyGoOnInTheirOrder() {
        offer(0, RED, "first");
        offer(1, RED, "second");
        fails();
        offer(2, RED, "third");
        read(0, 0, RED, "first again", 0);
        later.awaken(0);

        run();
        committed();

        var second = flow.next().orElseThrow();
        assertThat(second.job()).isEqualTo("second");
        assertNothingBegins();
        end(second);
        assertThat(next()).isEqualTo("third");
    }

    @Test
    void anotherFailureKeepsItsLane() {
        offer(0, RED, "first");
        offer(1, RED, "second");
        fails();
        read(0, 0, RED, "first again", 0);
        later.awaken(0);

        fails();

        assertNothingBegins();
        read(1, 0, RED, "once more", 0);
        later.awaken(0);
        assertThat(next()).isEqualTo("once more");
    }

    /** As after a change of the policy. */
    @Test
    void oneThatFailsAgainAndLeavesTheOrderLetsThemGoOn() {
        offer(0, RED, "first");
        offer(1, RED, "second");
        fails();
        read(0, 0, RED, "first again", 0);
        later.awaken(0);

        run();

        assertThat(next()).isEqualTo("second");
    }

    @Test
    void aNewOwnerKnowsFromTheRecordWhichLanesAreKept() {
        read(0, 5, RED, "first again", 10);
        offer(6, RED, "second");
        offer(7, BLUE, "blue");

        assertThat(next()).isEqualTo("blue");
        assertNothingBegins();
        later.awaken(10);
        assertThat(next()).isEqualTo("first again");
    }

    @Test
    void oneThatIsWrittenOnceMoreKeepsItsLane() {
        offer(0, RED, "first");
        offer(1, RED, "second");
        fails();
        read(0, 0, RED, "first again", 1_000);

        later.takeOut(beside, 100, 1, 0).forEach(ticket -> later.moved(ticket, "moved", 1));
        committed();

        assertNothingBegins();
        read(1, 0, RED, "first again", 0);
        later.awaken(0);
        assertThat(next()).isEqualTo("first again");
    }

    @Test
    void oneThatCannotBeWrittenForItsNextAttemptLetsThemGoOn() {
        offer(0, RED, "first");
        offer(1, RED, "second");
        var first = flow.next().orElseThrow();
        order.keep(first);
        end(first);
        assertNothingBegins();

        order.letGo(first);

        assertThat(next()).isEqualTo("second");
    }

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

    /** It has left the order of its key, and what it waited for might wait for its offset. */
    @Test
    void oneThatIsTriedAgainInNoOrderPassesThem() {
        offer(0, RED, "first");
        offer(1, RED, "second");
        var first = flow.next().orElseThrow();
        readFree(0, 0, RED, "free");
        later.awaken(0);
        order.keep(first);

        end(first);

        assertThat(next()).isEqualTo("free");
        assertNothingBegins();
        readFree(1, 1, RED, "another");
        later.awaken(0);
        assertNothingBegins();
    }

    @Test
    void ofSeveralThatKeepALaneAllComeToTheirEndFirst() {
        read(0, 3, RED, "third again", 10);
        offer(5, RED, "next");
        read(1, 1, RED, "first again", 20);

        later.awaken(10);
        run();
        assertNothingBegins();
        later.awaken(20);
        run();

        assertThat(next()).isEqualTo("next");
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

    private void cancel(long offset, Optional<Lane> lane, String job) {
        flow.offerCancel(new Ticket<>(claim, offset, lane, 1, job));
        flow.withdraw(List.of(claim), Optional::of);
    }
}
