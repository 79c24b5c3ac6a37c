package dev.pointsman.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What may run. */
class FlowTest extends TestingFlow {
    @Test
    void jobsWithoutALaneRunSideBySide() {
        offer(0, FREE, "a");
        offer(1, FREE, "b");

        assertThat(next()).isEqualTo("a");
        assertThat(next()).isEqualTo("b");
        assertThat(flow.next()).isEmpty();
    }

    @Test
    void aJobWaitsForThoseBeforeItInItsLaneOnly() {
        offer(0, RED, "red 1");
        offer(1, RED, "red 2");
        offer(2, BLUE, "blue");
        var first = flow.next().orElseThrow();

        assertThat(next()).isEqualTo("blue");
        assertThat(flow.next()).isEmpty();

        end(first);
        assertThat(next()).isEqualTo("red 2");
    }

    @Test
    void aLaneIsOfOneClaim() {
        var other = flow.claim(Progress.upTo(0));
        offer(0, RED, "here");
        flow.offer(other, 0, RED, 1, "there");

        assertThat(next()).isEqualTo("here");
        assertThat(next()).isEqualTo("there");
    }

    @Test
    void whatAnEarlierOwnerFinishedIsNotRun() {
        offer(0, FREE, "slow");
        offer(1, FREE, "quick");
        var slow = flow.next().orElseThrow();
        run();
        var handedOver = batch().progress().get(claim);
        assertThat(slow.offset()).isZero();

        var successor = new Flow<String, String, String>(LIMITS);
        var claimed = successor.claim(handedOver);

        assertThat(successor.offer(claimed, 0, FREE, 1, "slow")).isEqualTo(Offer.TAKEN);
        assertThat(successor.offer(claimed, 1, FREE, 1, "quick")).isEqualTo(Offer.FINISHED);
    }

    @Test
    void underAReleasedClaimNothingIsRunOrCommitted() {
        offer(0, RED, "ended");
        run();
        offer(1, RED, "runs");
        offer(2, RED, "waits");
        offer(3, FREE, "is ready");
        var running = flow.next().orElseThrow();

        flow.release(claim);
        end(running);

        assertThat(flow.next()).isEmpty();
        assertThat(flow.isSettled()).isTrue();
        assertThat(flow.canGather()).isFalse();
        assertThatThrownBy(() -> offer(4, FREE, "late")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aReleasedClaimLeavesTheOthersAlone() {
        var other = flow.claim(Progress.upTo(7));
        offer(0, FREE, "gone");
        flow.offer(other, 7, FREE, 1, "kept");
        run();
        run();

        flow.release(claim);

        assertThat(batch().jobs()).extracting(job -> job.ticket().job()).containsExactly("kept");
    }

    @Test
    void underARetiredClaimWhatHasBegunIsCommittedAndNothingElse() {
        offer(0, RED, "ended");
        run();
        offer(1, RED, "runs");
        offer(2, RED, "waits");
        var running = flow.next().orElseThrow();

        flow.drain();
        end(running);

        assertThat(flow.next()).isEmpty();
        assertThat(batch().progress().get(claim)).isEqualTo(Progress.upTo(2));
    }

    /** What waited is dropped, and one that came later in its lane would overtake it. */
    @Test
    void aRetiredClaimTakesNothing() {
        offer(0, RED, "runs");
        offer(1, RED, "waits");
        flow.next();

        flow.retire(claim);

        assertThat(flow.isFull(claim)).isTrue();
        assertThat(flow.offer(claim, 2, RED, 1, "late")).isEqualTo(Offer.NO_ROOM);
        assertThat(flow.next()).isEmpty();
    }

    @Test
    void whileDrainingAClaimIsRetiredFromTheStart() {
        flow.drain();

        var late = flow.claim(Progress.upTo(0));

        assertThat(flow.offer(late, 0, FREE, 1, "late")).isEqualTo(Offer.NO_ROOM);
    }

    @Test
    void ownersTakeTurnsAndSoDoTheClaimsOfEach() {
        var shared = new Flow<String, String, String>(LIMITS, job -> job.charAt(0));
        var one = shared.claim(Progress.upTo(0));
        var other = shared.claim(Progress.upTo(0));
        offer(shared, one, "a1", "a2", "b1");
        offer(shared, other, "a3", "b2");

        var order = Stream.generate(() -> shared.next().orElseThrow().job()).limit(5);

        assertThat(order).containsExactly("a1", "b1", "a3", "b2", "a2");
    }

    @Test
    void anOwnerWhoseClaimIsReleasedHasNoTurn() {
        var shared = new Flow<String, String, String>(LIMITS, job -> job.charAt(0));
        var one = shared.claim(Progress.upTo(0));
        var other = shared.claim(Progress.upTo(0));
        offer(shared, one, "a1");
        offer(shared, other, "b1");

        shared.retire(one);

        assertThat(shared.next().orElseThrow().job()).isEqualTo("b1");
        assertThat(shared.next()).isEmpty();
    }

    private static void offer(Flow<String, String, String> flow, Claim claim, String... jobs) {
        for (var offset = 0; offset < jobs.length; offset++) {
            assertThat(flow.offer(claim, offset, FREE, 1, jobs[offset])).isEqualTo(Offer.TAKEN);
        }
    }

    @Test
    void claimsTakeTurns() {
        var other = flow.claim(Progress.upTo(0));
        offer(0, FREE, "a1");
        offer(1, FREE, "a2");
        offer(2, FREE, "a3");
        flow.offer(other, 0, FREE, 1, "b1");
        flow.offer(other, 1, FREE, 1, "b2");

        assertThat(List.of(next(), next(), next(), next(), next()))
                .containsExactly("a1", "b1", "a2", "b2", "a3");
        assertThat(flow.next()).isEmpty();
    }

    /** What was gathered may be vouched for by a word of the group that is older than the claim. */
    @Test
    void nothingJoinsABatchThatIsOlderThanAClaim() {
        offer(0, FREE, "before");
        run();
        flow.gather(0);

        var later = flow.claim(Progress.upTo(0));
        flow.offer(later, 0, FREE, 1, "after");
        run();

        assertThat(flow.canGather()).isFalse();
        assertThat(flow.nanosUntilSeal(0)).isZero();
    }

    @Test
    void theOldestJobIsTheOneProgressWaitsFor() {
        offer(0, RED, "slow");
        offer(1, RED, "waits");
        offer(2, FREE, "ready");
        flow.next();

        assertThat(flow.oldest(claim).map(Ticket::job)).contains("slow");
    }

    @Test
    void whatDoesNotRunCannotEnd() {
        offer(0, FREE, "a");
        var ticket = flow.next().orElseThrow();
        end(ticket);

        assertThatThrownBy(() -> end(ticket)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void limitsThatLimitNothingAreRefused() {
        for (var batch : List.of(0, Progress.WINDOW)) {
            assertThatThrownBy(() -> new FlowLimits(1, batch, INTERVAL, 1))
                    .hasMessage("maxPoll: " + batch);
        }
        assertThatThrownBy(() -> new FlowLimits(0, 1, INTERVAL, 1)).hasMessage("maxBatch: 0");
        assertThatThrownBy(() -> new FlowLimits(1, 1, Duration.ZERO, 1))
                .hasMessage("commitInterval: PT0S");
        assertThatThrownBy(() -> new FlowLimits(1, 1, INTERVAL, 0)).hasMessage("maxBytes: 0");
        assertThatThrownBy(() -> new FlowLimits(1, 1, INTERVAL, 1, 0)).hasMessage("maxAtOnce: 0");
    }
}
