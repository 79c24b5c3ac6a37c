package dev.pointsman.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What may run, and what is committed with what. */
class FlowTest {
    private static final Duration INTERVAL = Duration.ofMillis(20);
    private static final Optional<Lane> FREE = Optional.empty();
    private static final Optional<Lane> RED = lane("red");
    private static final Optional<Lane> BLUE = lane("blue");

    private final Flow<String, String> flow = new Flow<>(new FlowLimits(3, INTERVAL, 1_000));
    private final Claim claim = flow.claim(Progress.upTo(0));

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

        flow.endBatch(batch);
        assertThat(flow.nanosUntilBatch(0)).isZero();
    }

    @Test
    void aBatchTellsWhatIsFinishedBeyondTheLowestUnfinishedOffset() {
        offer(0, FREE, "slow");
        offer(1, FREE, "quick");
        var slow = flow.next().orElseThrow();
        run();

        var batch = flow.beginBatch(0);
        flow.endBatch(batch);
        end(slow);

        assertThat(batch.progress().get(claim).base()).isZero();
        assertThat(batch.progress().get(claim).beyond().stream()).containsExactly(1);
        assertThat(flow.beginBatch(0).progress().get(claim)).isEqualTo(Progress.upTo(2));
    }

    @Test
    void whatAnEarlierOwnerFinishedIsNotRun() {
        offer(0, FREE, "slow");
        offer(1, FREE, "quick");
        var slow = flow.next().orElseThrow();
        run();
        var handedOver = flow.beginBatch(0).progress().get(claim);
        assertThat(slow.offset()).isZero();

        var successor = new Flow<String, String>(new FlowLimits(3, INTERVAL, 1_000));
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
        assertThat(flow.nanosUntilBatch(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
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

        assertThat(flow.beginBatch(0).jobs())
                .extracting(job -> job.ticket().job())
                .containsExactly("kept");
    }

    @Test
    void underARetiredClaimWhatHasBegunIsCommittedAndNothingElse() {
        offer(0, RED, "ended");
        run();
        offer(1, RED, "runs");
        offer(2, RED, "waits");
        var running = flow.next().orElseThrow();

        flow.retireAll();
        end(running);

        assertThat(flow.next()).isEmpty();
        assertThat(flow.beginBatch(0).progress().get(claim)).isEqualTo(Progress.upTo(2));
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
        flow.endBatch(batch);

        assertThat(flow.isSettled()).isTrue();
    }

    @Test
    void aClaimIsFullByItsShareOfTheMemoryUntilItsJobsAreCommitted() {
        var other = flow.claim(Progress.upTo(0));
        flow.offer(claim, 0, FREE, 500, "large");

        assertThat(flow.isFull(claim)).isTrue();
        assertThat(flow.isFull(other)).isFalse();

        run();
        flow.endBatch(flow.beginBatch(0));
        assertThat(flow.isFull(claim)).isFalse();
    }

    @Test
    void aClaimIsFullWhenItsWindowIsAndNothingIsTakenBeyond() {
        offer(0, FREE, "slow");
        flow.next();
        var offset = 1L;
        while (!flow.isFull(claim)) {
            flow.offer(claim, offset++, FREE, 0, "quick");
        }

        assertThat(offset).isEqualTo(Progress.WINDOW - 2);
        assertThat(flow.offer(claim, Progress.WINDOW, FREE, 0, "beyond")).isEqualTo(Offer.NO_ROOM);
    }

    @Test
    void noJobIsBegunWhileResultsFillTheMemory() {
        offer(0, FREE, "a");
        offer(1, FREE, "b");
        flow.end(flow.next().orElseThrow(), "large", 1_000, 0);

        assertThat(flow.next()).isEmpty();
        var batch = flow.beginBatch(0);
        assertThat(flow.next()).isEmpty();

        flow.endBatch(batch);
        assertThat(next()).isEqualTo("b");
    }

    @Test
    void resultsOfAReleasedClaimFillNothing() {
        offer(0, FREE, "a");
        flow.end(flow.next().orElseThrow(), "large", 1_000, 0);
        var other = flow.claim(Progress.upTo(0));
        flow.offer(other, 0, FREE, 1, "b");

        flow.release(claim);

        assertThat(next()).isEqualTo("b");
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
            assertThatThrownBy(() -> new FlowLimits(batch, INTERVAL, 1))
                    .hasMessage("maxBatch: " + batch);
        }
        assertThatThrownBy(() -> new FlowLimits(1, Duration.ZERO, 1))
                .hasMessage("commitInterval: PT0S");
        assertThatThrownBy(() -> new FlowLimits(1, INTERVAL, 0)).hasMessage("maxBytes: 0");
    }

    private void offer(long offset, Optional<Lane> lane, String job) {
        assertThat(flow.offer(claim, offset, lane, 1, job)).isEqualTo(Offer.TAKEN);
    }

    private String next() {
        return flow.next().orElseThrow().job();
    }

    /** Runs the next job to its end. */
    private void run() {
        end(flow.next().orElseThrow());
    }

    private void end(Ticket<String> ticket) {
        flow.end(ticket, "done", 1, 0);
    }

    private static Optional<Lane> lane(String key) {
        return Optional.of(new Lane(new TenantId("acme"), Payload.ofUtf8(key)));
    }
}
