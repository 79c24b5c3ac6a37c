package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingRetryTopic.RETRIES_ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.worker.flow.Claim;
import dev.pointsman.worker.flow.FlowLimits;
import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.state.KeyStates;
import dev.pointsman.worker.testing.TestingStates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/** When jobs of a partition may begin beside those that wait for another attempt. */
class RetryCatchUpTest {
    private static final KeyStates NO_STATES =
            _ -> {
                throw new AssertionError("nobody asks for state");
            };

    private final SharedFlow flow =
            new SharedFlow(new FlowLimits(10, 10, Duration.ofMillis(20), 1_000_000));
    private final List<CompletableFuture<Long>> questions = new ArrayList<>();
    private final RetryCatchUp catchUp = new RetryCatchUp(flow.later(), this::end);

    private Future<Long> end(TopicPartition partition) {
        assertThat(partition).isEqualTo(RETRIES_ZERO);
        questions.add(new CompletableFuture<>());
        return questions.getLast();
    }

    /** Its jobs have been claimed, and wait. */
    private Claim claimed() {
        var jobs = flow.claim(Progress.upTo(0));
        var cancels = TestingStates.empty().cancels();
        var beside = flow.later().claim(jobs, Progress.upTo(0), true, cancels);
        catchUp.assigned(
                Map.of(
                        RETRIES_ZERO,
                        new RetryClaims.Held(beside, 0, TestingJobs.JOBS, NO_STATES, true)));
        return beside;
    }

    /** The same, and they end before this. */
    private Claim claimedWithEnd(long end) {
        var beside = claimed();
        questions.getLast().complete(end);
        return beside;
    }

    private void readUpTo(long position) {
        catchUp.look(_ -> OptionalLong.of(position));
    }

    @Test
    void theyMayWhenAllIsReadThatWasThereByThen() {
        var claim = claimedWithEnd(3);

        readUpTo(2);
        assertThat(flow.later().isAwaited(claim)).isTrue();
        readUpTo(3);

        assertThat(flow.later().isAwaited(claim)).isFalse();
        assertThat(questions).hasSize(1);
    }

    @Test
    void nobodyWaitsForABrokerThatDoesNotAnswer() {
        var claim = claimed();

        readUpTo(3);
        assertThat(flow.later().isAwaited(claim)).isTrue();
        questions.getLast().complete(3L);
        readUpTo(3);

        assertThat(flow.later().isAwaited(claim)).isFalse();
    }

    @Test
    void aClaimThatIsMadeAnewBeginsAnew() {
        claimedWithEnd(3);
        readUpTo(2);
        var again = claimedWithEnd(4);

        readUpTo(3);
        assertThat(flow.later().isAwaited(again)).isTrue();
        readUpTo(4);

        assertThat(flow.later().isAwaited(again)).isFalse();
    }

    @Test
    void aBrokerThatDoesNotKnowYetIsAskedAgain() {
        var claim = claimed();
        questions.getLast().completeExceptionally(new NotLeaderOrFollowerException());

        readUpTo(3);
        assertThat(flow.later().isAwaited(claim)).isTrue();
        questions.getLast().complete(3L);
        readUpTo(3);

        assertThat(flow.later().isAwaited(claim)).isFalse();
    }

    @Test
    void whatDoesNotMendItselfEndsTheSession() {
        claimed();
        questions.getLast().completeExceptionally(new TopicAuthorizationException("retries"));

        assertThatThrownBy(() -> readUpTo(3))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("retries-0");
    }
}
