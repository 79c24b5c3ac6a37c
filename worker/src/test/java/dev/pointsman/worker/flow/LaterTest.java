package dev.pointsman.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Jobs that are due later, and what waiting for them must not hold up. */
class LaterTest extends TestingFlow {
    private final Later<String, String> later = flow.later();
    private final Claim beside = later.claim(claim, Progress.upTo(0));

    private Offer offerLater(long offset, Optional<Lane> lane, String job, long dueNanos) {
        return later.offer(new Ticket<>(beside, offset, lane, 1, job), dueNanos);
    }

    @Test
    void aJobIsNotRunBeforeItIsDue() {
        offerLater(0, RED, "a", 100);

        assertThat(later.awaken(99)).isZero();
        assertThat(flow.next()).isEmpty();
        assertThat(later.awaken(100)).isEqualTo(1);

        assertThat(next()).isEqualTo("a");
    }

    @Test
    void oneThatIsDueSoonDoesNotWaitForOneThatIsDueLate() {
        offerLater(0, FREE, "in an hour", 1_000_000);
        offerLater(1, FREE, "in a second", 10);

        later.awaken(10);

        assertThat(next()).isEqualTo("in a second");
        assertThat(later.nanosUntilDue(10)).isEqualTo(999_990);
        assertThat(later.size()).isEqualTo(1);
    }

    @Test
    void withNoneThereIsNothingToWaitFor() {
        assertThat(later.nanosUntilDue(0)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void momentsOfAClockThatRunsOverAreInOrder() {
        offerLater(0, FREE, "later", Long.MIN_VALUE + 5);
        offerLater(1, FREE, "sooner", Long.MAX_VALUE - 5);

        later.awaken(Long.MAX_VALUE);

        assertThat(next()).isEqualTo("sooner");
        assertThat(flow.next()).isEmpty();
    }

    @Test
    void fromThenOnItWaitsForThoseOfItsLane() {
        offer(0, RED, "before");
        offerLater(0, RED, "retry", 10);
        var running = flow.next().orElseThrow();

        later.awaken(10);
        assertThat(flow.next()).isEmpty();
        end(running);

        assertThat(next()).isEqualTo("retry");
    }

    @Test
    void thoseOfItsLaneWaitForItWhileItRuns() {
        offerLater(0, RED, "retry", 0);
        later.awaken(0);
        var running = flow.next().orElseThrow();

        offer(0, RED, "after");
        assertThat(flow.next()).isEmpty();
        end(running);

        assertThat(next()).isEqualTo("after");
    }

    @Test
    void whoWaitsUntilItIsDueIsNoWork() {
        for (var offset = 0; offset < 10; offset++) {
            offerLater(offset, FREE, "sleeps", 100);
        }

        assertThat(flow.hasEnough()).isFalse();
        assertThat(flow.isFull(claim)).isFalse();
        assertThat(flow.isSettled()).isTrue();
        assertThat(flow.nanosUntilSeal(0)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void itsProgressIsCommittedUnderItsOwnClaim() {
        offer(0, FREE, "job");
        offerLater(0, FREE, "sleeps", 100);
        offerLater(1, FREE, "due", 0);
        later.awaken(0);
        run();
        run();

        var progress = committed().progress();

        assertThat(progress.get(claim)).isEqualTo(Progress.upTo(1));
        assertThat(progress.get(beside).base()).isZero();
        assertThat(progress.get(beside).beyond().cardinality()).isEqualTo(1);
    }

    /** Whoever writes a retry has to say how far those before it have got. */
    @Test
    void theProgressOfTheClaimBesideGoesAlong() {
        offer(0, FREE, "fails");
        run();

        assertThat(committed().progress()).containsEntry(beside, Progress.upTo(0));
    }

    @Test
    void withItsPartitionItIsReleased() {
        offerLater(0, FREE, "sleeps", 100);
        offerLater(1, FREE, "due", 0);
        later.awaken(0);

        flow.release(claim);

        assertThat(beside.isOpen()).isFalse();
        assertThat(later.size()).isZero();
        assertThat(flow.next()).isEmpty();
    }

    @Test
    void whatHasEndedOfItIsOwedByItsPartition() {
        offerLater(0, FREE, "due", 0);
        later.awaken(0);
        run();

        flow.retire(claim);
        assertThat(flow.isOwing(claim)).isTrue();
        committed();

        assertThat(flow.isOwing(claim)).isFalse();
    }

    @Test
    void anAbortReleasesBoth() {
        offerLater(0, FREE, "due", 0);
        later.awaken(0);
        run();
        batch();

        flow.aborted();

        assertThat(claim.isOpen()).isFalse();
        assertThat(beside.isOpen()).isFalse();
    }

    @Test
    void whatAnEarlierOwnerFinishedIsNotTaken() {
        var behind = flow.claim(Progress.upTo(0));
        var one = new BitSet();
        one.set(1);
        var later = flow.later().claim(behind, Progress.of(2, one));

        assertThat(flow.later().offer(new Ticket<>(later, 2, FREE, 1, "open"), 0))
                .isEqualTo(Offer.TAKEN);
        assertThat(flow.later().offer(new Ticket<>(later, 3, FREE, 1, "done"), 0))
                .isEqualTo(Offer.FINISHED);
    }

    @Test
    void noMoreIsTakenThanMayBeHeld() {
        var half = LIMITS.maxBytes() / Later.PART_OF_BYTES / 2;

        assertThat(later.offer(new Ticket<>(beside, 0, FREE, half, "large"), 100))
                .isEqualTo(Offer.TAKEN);

        assertThat(later.isFull(beside)).isTrue();
        assertThat(offerLater(1, FREE, "one more", 100)).isEqualTo(Offer.NO_ROOM);
        assertThat(flow.isFull(claim)).isFalse();
    }

    @Test
    void onePartitionsJobsDoNotKeepAnothersFromBeingRead() {
        var half = LIMITS.maxBytes() / Later.PART_OF_BYTES / 2;
        var other = later.claim(flow.claim(Progress.upTo(0)), Progress.upTo(0));

        later.offer(new Ticket<>(beside, 0, FREE, half, "large"), 100);

        assertThat(later.isFull(beside)).isTrue();
        assertThat(later.isFull(other)).isFalse();
    }

    @Test
    void thoseThatStandInTheWayAreWrittenOnceMore() {
        offerLater(0, RED, "late", 1_000);
        offerLater(1, RED, "soon", 10);
        offerLater(2, RED, "latest", 2_000);

        var moved = later.takeOut(beside, 100, 1, 0);
        moved.forEach(ticket -> later.moved(ticket, "once more", 1));

        assertThat(moved).extracting(Ticket::job).containsExactly("late");
        var batch = committed();
        assertThat(batch.jobs()).extracting(EndedJob::result).containsExactly("once more");
        assertThat(batch.progress()).containsEntry(beside, Progress.upTo(1));
        assertThat(later.size()).isEqualTo(2);
    }

    /** It never was in its lane, and must not open it for others. */
    @Test
    void oneThatIsMovedLetsNobodyPast() {
        offer(0, RED, "runs");
        offer(1, RED, "waits");
        flow.next();
        offerLater(0, RED, "late", 1_000);

        later.takeOut(beside, 100, 1, 0).forEach(ticket -> later.moved(ticket, "moved", 1));

        assertThat(flow.next()).isEmpty();
    }

    @Test
    void whileDrainingNothingIsTaken() {
        flow.drain();

        assertThat(offerLater(0, FREE, "late", 0)).isEqualTo(Offer.NO_ROOM);
    }
}
