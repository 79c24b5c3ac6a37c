package dev.pointsman.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Jobs that need something which takes long to come. */
class FlowErrandsTest extends TestingFlow {
    /** Of a second. */
    private static final long TENTH = 100_000_000;

    private static final Need A = new Module("a");
    private static final Need B = new Module("b");
    private static final Need C = new Module("c");

    @Test
    void aJobThatIsPutOffHoldsUpNobodyAndIsHandedOutAgain() {
        offer(0, FREE, "needs a");
        offer(1, FREE, "other");
        putOff(flow.next().orElseThrow(), A);

        assertThat(next()).isEqualTo("other");
        assertThat(flow.next()).isEmpty();

        flow.fetched(errand(A));
        assertThat(next()).isEqualTo("needs a");
    }

    @Test
    void itKeepsItsLane() {
        offer(0, RED, "red 1");
        offer(1, RED, "red 2");
        putOff(flow.next().orElseThrow(), A);

        assertThat(flow.next()).isEmpty();

        flow.fetched(errand(A));
        var first = flow.next().orElseThrow();
        assertThat(first.job()).isEqualTo("red 1");
        assertThat(flow.next()).isEmpty();
        end(first);
        assertThat(next()).isEqualTo("red 2");
    }

    @Test
    void whoNeedsTheSameWaitsForOneErrand() {
        offer(0, FREE, "first");
        offer(1, FREE, "second");
        putOff(flow.next().orElseThrow(), A);
        putOff(flow.next().orElseThrow(), new Module("a"));

        var errand = errand(A);
        assertThat(flow.errand()).isEmpty();

        flow.fetched(errand);
        assertThat(next()).isEqualTo("first");
        assertThat(next()).isEqualTo("second");
    }

    /** Else one owner who needs many would have the others wait for all of them. */
    @Test
    void ofEachOwnerOneThingIsFetchedAtATime() {
        var shared = new Flow<String, String, String>(LIMITS, job -> job.charAt(0));
        var its = shared.claim(Progress.upTo(0));
        Stream.of("x1", "x2", "x3").forEach(job -> offer(shared, its, job));
        putOff(shared, A);
        putOff(shared, B);
        putOff(shared, C);
        offer(shared, its, "y1");
        putOff(shared, C);

        var due = List.of(shared.errand().orElseThrow(), shared.errand().orElseThrow());

        assertThat(due).containsExactly(new Errand('x', A), new Errand('y', C));
        assertThat(shared.errand()).isEmpty();
    }

    /** What is fetched next may take the place of what nobody has used yet. */
    @Test
    void theNextIsFetchedWhenWhoWaitedForTheLastHasBegun() {
        offer(0, FREE, "needs a");
        offer(1, FREE, "needs b");
        putOff(flow.next().orElseThrow(), A);
        putOff(flow.next().orElseThrow(), B);

        flow.fetched(errand(A));
        assertThat(flow.errand()).isEmpty();

        assertThat(next()).isEqualTo("needs a");
        assertThat(errand(B)).isEqualTo(new Errand("", B));
    }

    @Test
    void oneThatIsPutOffTwiceIsFetchedForTwice() {
        offer(0, FREE, "needs a, and then b");
        putOff(flow.next().orElseThrow(), A);
        flow.fetched(errand(A));

        putOff(flow.next().orElseThrow(), B);

        flow.fetched(errand(B));
        assertThat(next()).isEqualTo("needs a, and then b");
    }

    @Test
    void oneWhoseTimeIsUpIsHandedOutWhateverIsHere() {
        offer(0, FREE, "patient");
        offer(1, FREE, "in a hurry");
        putOff(flow.next().orElseThrow(), A);
        flow.putOff(flow.next().orElseThrow(), A, OptionalLong.of(TENTH));

        assertThat(flow.later().nanosUntilDue(TENTH - 60)).isEqualTo(60);
        assertThat(flow.later().awaken(TENTH - 1)).isZero();
        assertThat(flow.later().awaken(TENTH)).isEqualTo(1);

        assertThat(next()).isEqualTo("in a hurry");
        assertThat(flow.next()).isEmpty();
        assertThat(flow.later().nanosUntilDue(TENTH)).isEqualTo(Long.MAX_VALUE);
    }

    /** Each time one's is up all that wait are gone through, under the lock of all. */
    @Test
    void thoseWhoseTimeIsUpWithinATenthOfASecondAreHandedOutTogether() {
        for (var job = 0; job < 3; job++) {
            offer(job, FREE, "in a hurry");
        }
        flow.putOff(flow.next().orElseThrow(), A, OptionalLong.of(1));
        flow.putOff(flow.next().orElseThrow(), A, OptionalLong.of(TENTH));
        flow.putOff(flow.next().orElseThrow(), A, OptionalLong.of(TENTH + 1));

        assertThat(flow.later().nanosUntilDue(0)).isEqualTo(TENTH);
        assertThat(flow.later().awaken(TENTH)).isEqualTo(2);
        assertThat(flow.later().nanosUntilDue(TENTH)).isEqualTo(TENTH);
    }

    /** A publisher of jobs that expire at once would have as much fetched as it likes. */
    @Test
    void whatIsUnderWayIsWaitedForThoughNobodyNeedsItAnyMore() {
        offer(0, FREE, "in a hurry");
        offer(1, FREE, "needs b");
        flow.putOff(flow.next().orElseThrow(), A, OptionalLong.of(TENTH));
        var underWay = errand(A);
        flow.later().awaken(TENTH);
        run();

        putOff(flow.next().orElseThrow(), B);
        assertThat(flow.errand()).isEmpty();

        flow.fetched(underWay);
        assertThat(flow.errand()).contains(new Errand("", B));
    }

    @Test
    void oneThatIsWithdrawnIsHandedOutToEnd() {
        offer(0, RED, "red 1");
        putOff(flow.next().orElseThrow(), A);
        flow.offerCancel(new Ticket<>(claim, 1, RED, 1, "red 1"));

        var told = flow.withdraw(List.of(claim), Optional::of);

        assertThat(told).extracting(Withdrawal::jobs).containsExactly(1);
        var ticket = flow.next().orElseThrow();
        assertThat(ticket.isWithdrawn()).isTrue();
    }

    @Test
    void oneThatWasWithdrawnAsItRanIsNotPutOff() {
        offer(0, RED, "red 1");
        var running = flow.next().orElseThrow();
        flow.offerCancel(new Ticket<>(claim, 1, RED, 1, "red 1"));
        flow.withdraw(List.of(claim), Optional::of);

        putOff(running, A);

        assertThat(flow.next()).contains(running);
        assertThat(flow.errand()).isEmpty();
    }

    @Test
    void underARetiredClaimItIsForgotten() {
        offer(0, RED, "red 1");
        offer(1, RED, "red 2");
        putOff(flow.next().orElseThrow(), A);
        var errand = errand(A);

        flow.drain();
        flow.fetched(errand);

        assertThat(flow.isSettled()).isTrue();
        assertThat(flow.next()).isEmpty();
    }

    @Test
    void underAClaimThatIsRetiredMeanwhileNothingIsPutOff() {
        offer(0, FREE, "runs");
        var running = flow.next().orElseThrow();
        flow.release(claim);

        putOff(running, A);

        assertThat(flow.errand()).isEmpty();
        assertThat(flow.isSettled()).isTrue();
    }

    @Test
    void whatOthersNeedIsFetchedWhenThoseBeforeThemAreForgotten() {
        var other = flow.claim(Progress.upTo(0));
        offer(0, FREE, "needs a");
        flow.offer(other, 0, FREE, 1, "needs b");
        putOff(flow.next().orElseThrow(), A);
        putOff(flow.next().orElseThrow(), B);
        flow.fetched(errand(A));

        flow.release(claim);

        assertThat(flow.errand()).contains(new Errand("", B));
    }

    @Test
    void itIsTheOldestThatProgressWaitsFor() {
        offer(0, FREE, "needs a");
        offer(1, FREE, "runs");
        putOff(flow.next().orElseThrow(), A);
        flow.next();

        assertThat(flow.oldest(claim).map(Ticket::job)).contains("needs a");
    }

    /** Nobody works at it, so more is polled; but what it holds of memory is held. */
    @Test
    void whatIsPutOffIsNoWorkAndTakesRoom() {
        var limits = new FlowLimits(3, 1, INTERVAL, 4);
        var small = new Flow<String, String, String>(limits);
        var its = small.claim(Progress.upTo(0));
        Stream.of("1", "2", "3").forEach(job -> offer(small, its, job));
        putOff(small, A);
        putOff(small, A);

        assertThat(small.hasEnough()).isFalse();
        assertThat(small.isFull(its)).isFalse();

        offer(small, its, "4");
        assertThat(small.isFull(its)).isTrue();
        assertThat(small.offer(its, 4, FREE, 1, "5")).isEqualTo(Offer.NO_ROOM);
    }

    @Test
    void aBatchDoesNotWaitForIt() {
        offer(0, FREE, "needs a");
        offer(1, FREE, "runs");
        putOff(flow.next().orElseThrow(), A);
        run();

        assertThat(flow.isDue()).isTrue();
        assertThat(committed().jobs()).hasSize(1);
        assertThat(flow.isSettled()).isTrue();
    }

    private void putOff(Ticket<String> ticket, Need need) {
        flow.putOff(ticket, need, OptionalLong.empty());
    }

    private static void putOff(Flow<String, String, String> flow, Need need) {
        flow.putOff(flow.next().orElseThrow(), need, OptionalLong.empty());
    }

    private int offers;

    private void offer(Flow<String, String, String> to, Claim its, String job) {
        assertThat(to.offer(its, offers++, FREE, 1, job)).isEqualTo(Offer.TAKEN);
    }

    private Errand errand(Need need) {
        var errand = flow.errand().orElseThrow();
        assertThat(errand.need()).isEqualTo(need);
        return errand;
    }

    private record Module(String name) implements Need {
        @Override
        public void fetch(Runnable then) {
            throw new AssertionError("a flow fetches nothing itself");
        }
    }
}
