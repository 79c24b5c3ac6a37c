package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingStateTopic.ONE;
import static dev.pointsman.worker.kafka.TestingStateTopic.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StateName;
import dev.pointsman.contracts.StateScope;
import dev.pointsman.worker.state.ClaimState;
import dev.pointsman.worker.testing.TestingContexts;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How the state of a partition is read, and when it is known. */
class StateLoaderTest {
    private static final StateScope SCOPE =
            new StateScope(TestingContexts.ACME, Payload.ofUtf8("key"));

    private final TestingStateTopic topic = new TestingStateTopic();

    @Test
    void aPartitionThatHasNoneIsKnownAtOnce() {
        topic.loads.want(0);

        topic.read();

        assertThat(topic.loads.take(0)).containsInstanceOf(StateLoad.End.Loaded.class);
        assertThat(topic.consumer.assignment()).isEmpty();
    }

    @Test
    void theLatestValuesCount() {
        topic.add(ZERO, 0, "n", "1");
        topic.add(ZERO, 1, "m", "1");
        topic.add(ZERO, 2, "n", "2");
        topic.add(ZERO, 3, "m", null);
        topic.loads.want(0);

        topic.read();

        var state = taken();
        assertThat(find(state, "n")).contains("2");
        assertThat(find(state, "m")).isEmpty();
    }

    /**
     * What a zombie left open hides what was committed behind it, until that has ended: the client
     * does not hand it out, and so does not get to the end.
     */
    @Test
    void itIsNotKnownBeforeAllIsReadThatWasWrittenWhenItWasAskedFor() {
        topic.add(ZERO, 0, "n", "1");
        topic.endsAt(ZERO, 5);
        topic.loads.want(0);

        topic.read();
        assertThat(topic.loads.take(0)).isEmpty();
        topic.add(ZERO, 4, "n", "2");
        topic.read();

        assertThat(find("n")).contains("2");
    }

    @Test
    void whatIsWrittenLaterIsNotWaitedFor() {
        topic.endsAt(ZERO, 1);
        topic.loads.want(0);
        topic.read();

        topic.endsAt(ZERO, 1_000);
        topic.add(ZERO, 0, "n", "1");
        topic.read();

        assertThat(topic.loads.take(0)).isPresent();
    }

    @Test
    void severalAreReadAtOnceAndEachIsKnownWhenItIs() {
        topic.add(ZERO, 0, "n", "1");
        topic.endsAt(ONE, 7);
        topic.loads.want(0);
        topic.loads.want(1);

        topic.read();

        assertThat(topic.loads.take(0)).isPresent();
        assertThat(topic.loads.take(1)).isEmpty();
        assertThat(topic.consumer.assignment()).containsExactly(ZERO, ONE);
        topic.read();
        assertThat(topic.consumer.assignment()).containsExactly(ONE);
    }

    @Test
    void oneThatIsNotWantedAnyMoreIsLetGo() {
        topic.add(ZERO, 0, "n", "1");
        topic.endsAt(ZERO, 7);
        topic.loads.want(0);
        topic.read();

        topic.loads.forget(0);
        topic.read();

        assertThat(topic.consumer.assignment()).isEmpty();
        assertThat(topic.budget.bytes()).isZero();
    }

    @Test
    void oneThatIsWantedAgainIsReadFromTheBeginning() {
        topic.add(ZERO, 0, "n", "1");
        topic.endsAt(ZERO, 2);
        topic.loads.want(0);
        topic.read();
        topic.loads.forget(0);
        topic.loads.want(0);

        topic.add(ZERO, 1, "m", "2");
        topic.read();

        assertThat(find("n")).contains("1");
    }

    @Test
    void oneThatWasReadAndNeverTakenIsLetGo() {
        topic.add(ZERO, 0, "n", "1");
        topic.loads.want(0);
        topic.read();

        topic.loads.forget(0);

        assertThat(topic.budget.bytes()).isZero();
    }

    @Test
    void oneThatDoesNotFitIsRefusedAndLeavesRoomForOthers() {
        var small = new TestingStateTopic(1_000);
        small.add(ZERO, 0, "n", "x".repeat(400));
        small.add(ZERO, 1, "m", "x".repeat(400));
        small.loads.want(0);

        small.read();

        assertThat(refusal(small))
                .contains("state-0: its state does not fit", "pointsman.state.max-bytes: 1000");
        assertThat(small.budget.bytes()).isZero();
    }

    @Test
    void aKeyOfANewerVersionIsNotPassedOver() {
        topic.add(ZERO, 0, new byte[] {9, 9}, new byte[0]);
        topic.loads.want(0);

        topic.read();

        assertThat(refusal(topic)).contains("state-0: the key at offset 0 cannot be read");
    }

    private Optional<String> find(String name) {
        return find(taken(), name);
    }

    private ClaimState taken() {
        var end = (StateLoad.End.Loaded) topic.loads.take(0).orElseThrow();
        return new ClaimState(end.state(), topic.budget);
    }

    private static Optional<String> find(ClaimState state, String name) {
        return state.of(SCOPE).find(new StateName(name)).map(Payload::asText);
    }

    private static String refusal(TestingStateTopic topic) {
        return ((StateLoad.End.Refused) topic.loads.take(0).orElseThrow()).reason();
    }
}
