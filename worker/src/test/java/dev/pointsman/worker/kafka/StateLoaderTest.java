package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingStateTopic.JOBS_ONE;
import static dev.pointsman.worker.kafka.TestingStateTopic.JOBS_ZERO;
import static dev.pointsman.worker.kafka.TestingStateTopic.ONE;
import static dev.pointsman.worker.kafka.TestingStateTopic.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobIdentity;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.SeenCodec;
import dev.pointsman.contracts.SeenJob;
import dev.pointsman.contracts.SeenKey;
import dev.pointsman.contracts.StateName;
import dev.pointsman.contracts.StateScope;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.state.ClaimState;
import dev.pointsman.worker.testing.TestingContexts;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

/** How the state of a partition is read, and when it is known. */
class StateLoaderTest {
    private static final StateScope SCOPE =
            new StateScope(TestingContexts.ACME, Payload.ofUtf8("key"));

    private static final SeenJob SEEN = new SeenJob(0, Instant.parse("2999-01-01T00:00:00Z"));

    private final TestingStateTopic topic = new TestingStateTopic();

    @Test
    void aPartitionThatHasNoneIsKnownAtOnce() {
        topic.want(JOBS_ZERO);

        topic.read();

        assertThat(topic.loads.take(JOBS_ZERO)).containsInstanceOf(StateLoad.End.Loaded.class);
        assertThat(topic.consumer.assignment()).isEmpty();
    }

    @Test
    void theLatestValuesCount() {
        topic.add(ZERO, 0, "n", "1");
        topic.add(ZERO, 1, "m", "1");
        topic.add(ZERO, 2, "n", "2");
        topic.add(ZERO, 3, "m", null);
        topic.want(JOBS_ZERO);

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
        topic.want(JOBS_ZERO);

        topic.read();
        assertThat(topic.loads.take(JOBS_ZERO)).isEmpty();
        topic.add(ZERO, 4, "n", "2");
        topic.read();

        assertThat(find("n")).contains("2");
    }

    @Test
    void whatIsWrittenLaterIsNotWaitedFor() {
        topic.endsAt(ZERO, 1);
        topic.want(JOBS_ZERO);
        topic.read();

        topic.endsAt(ZERO, 1_000);
        topic.add(ZERO, 0, "n", "1");
        topic.read();

        assertThat(topic.loads.take(JOBS_ZERO)).isPresent();
    }

    @Test
    void severalAreReadAtOnceAndEachIsKnownWhenItIs() {
        topic.add(ZERO, 0, "n", "1");
        topic.endsAt(ONE, 7);
        topic.want(JOBS_ZERO);
        topic.want(JOBS_ONE);

        topic.read();

        assertThat(topic.loads.take(JOBS_ZERO)).isPresent();
        assertThat(topic.loads.take(JOBS_ONE)).isEmpty();
        assertThat(topic.consumer.assignment()).containsExactly(ZERO, ONE);
        topic.read();
        assertThat(topic.consumer.assignment()).containsExactly(ONE);
    }

    /** The client would wait for it for a minute. */
    @Test
    void oneWhoseNewLeaderHasNotConfirmedWhereItStandsKeepsNoOtherWaiting() {
        topic.add(ZERO, 0, "n", "1");
        topic.add(ONE, 0, "n", "1");
        topic.want(JOBS_ZERO);
        topic.want(JOBS_ONE);
        topic.consumer.unconfirmed.add(ZERO);

        topic.read();
        assertThat(topic.loads.take(JOBS_ONE)).containsInstanceOf(StateLoad.End.Loaded.class);
        assertThat(topic.loads.take(JOBS_ZERO)).isEmpty();
        topic.consumer.unconfirmed.clear();
        topic.read();

        assertThat(topic.loads.take(JOBS_ZERO)).containsInstanceOf(StateLoad.End.Loaded.class);
    }

    @Test
    void oneThatIsWantedAgainIsReadFromTheBeginning() {
        topic.add(ZERO, 0, "n", "1");
        topic.endsAt(ZERO, 2);
        topic.want(JOBS_ZERO);
        topic.read();
        topic.loads.forget(JOBS_ZERO);
        topic.want(JOBS_ZERO);

        topic.add(ZERO, 1, "m", "2");
        topic.read();

        assertThat(find("n")).contains("1");
    }

    @Test
    void oneThatDoesNotFitIsRefusedAndLeavesRoomForOthers() {
        var small = new TestingStateTopic(1_000);
        small.add(ZERO, 0, "n", "x".repeat(400));
        small.add(ZERO, 1, "m", "x".repeat(400));
        small.want(JOBS_ZERO);

        small.read();

        assertThat(refusal(small))
                .contains("state-0: its state does not fit", "pointsman.state.max-bytes: 1000");
        assertThat(small.budget.bytes()).isZero();
        assertThat(small.budget.seen().partitions()).isZero();
    }

    /** Topics of two tenants share a partition of state; one of both alone would wait for ever. */
    @Test
    void twoTenantsTopicsAreEachGivenWhatIsTheirs() {
        var ofAcme = new TopicPartition("jobs.acme", 0);
        var ofGlobex = new TopicPartition("jobs.globex", 0);
        var shared = new TestingStateTopic(Long.MAX_VALUE, new JobTopics("jobs", "retries", true));
        shared.add(ZERO, 0, TestingContexts.ACME, "n", "1");
        shared.add(ZERO, 1, TestingContexts.GLOBEX, "n", "x".repeat(700));
        shared.want(ofAcme);
        shared.want(ofGlobex);

        shared.read();
        assertThat(shared.loads.take(ofGlobex)).isEmpty();
        var acmes = taken(shared, ofAcme);
        shared.read();
        var globexes = taken(shared, ofGlobex);

        assertThat(find(acmes, "n")).contains("1");
        assertThat(find(globexes, "n")).isEmpty();
        var globex = new StateScope(TestingContexts.GLOBEX, Payload.ofUtf8("key"));
        assertThat(globexes.of(globex).find(new StateName("n"))).isPresent();
        assertThat(acmes.of(globex).find(new StateName("n"))).isEmpty();
    }

    /** Or each would have the names of all others, and make room for its own among them. */
    @Test
    void aTenantsTopicIsGivenItsOwnRememberedJobsOnly() {
        var ofAcme = new TopicPartition("jobs.acme", 0);
        var topics = new JobTopics("jobs", "retries", true);
        var shared = new TestingStateTopic(Long.MAX_VALUE, topics);
        shared.add(ZERO, 0, seen(TestingContexts.ACME), SeenCodec.write(SEEN));
        shared.add(ZERO, 1, seen(TestingContexts.GLOBEX), SeenCodec.write(SEEN));
        shared.want(ofAcme);

        shared.read();

        var _ = taken(shared, ofAcme);
        assertThat(shared.budget.seen().taken()).isOne();
    }

    /** They are no jobs, and take no room of theirs. */
    @Test
    void cancelsAreKnownToo() {
        var cancel = new SeenJob(-8, SEEN.until());
        topic.add(ZERO, 0, seen(TestingContexts.ACME), SeenCodec.write(SEEN));
        topic.add(ZERO, 1, seen(TestingContexts.GLOBEX), SeenCodec.write(cancel));
        topic.want(JOBS_ZERO);

        topic.read();

        var _ = taken();
        assertThat(topic.budget.seen().taken()).isOne();
        assertThat(topic.budget.cancels().taken()).isOne();
    }

    private static byte[] seen(TenantId tenant) {
        return SeenCodec.write(SeenKey.of(new JobIdentity(tenant, "urn:test", new JobId("job-1"))));
    }

    @Test
    void whetherTheGroupHasBegunThePartitionIsKnown() {
        topic.add(ZERO, 0, SeenCodec.write(TestingQuestions.MARK), SeenCodec.write(Begun.VALUE));
        topic.want(JOBS_ZERO);
        topic.want(JOBS_ONE);

        topic.read();

        assertThat(isBegun(JOBS_ZERO)).isTrue();
        assertThat(isBegun(JOBS_ONE)).isFalse();
    }

    /** Nor what was begun of a topic that had the name before; it is no job of anybody's either. */
    @Test
    void whatAnotherGroupHasBegunSaysNothing() {
        var others = Begun.key("others", "jobs", new Uuid(1, 1));
        var before = Begun.key("workers", "jobs", new Uuid(1, 2));
        topic.add(ZERO, 0, SeenCodec.write(others), SeenCodec.write(Begun.VALUE));
        topic.add(ZERO, 1, SeenCodec.write(before), SeenCodec.write(Begun.VALUE));
        topic.want(JOBS_ZERO);

        topic.read();

        assertThat(isBegun(JOBS_ZERO)).isFalse();
        assertThat(topic.budget.seen().taken()).isZero();
    }

    private boolean isBegun(TopicPartition jobs) {
        return ((StateLoad.End.Loaded) topic.loads.take(jobs).orElseThrow()).isBegun();
    }

    @Test
    void aKeyOfANewerVersionIsNotPassedOver() {
        topic.add(ZERO, 0, new byte[] {9, 9}, new byte[0]);
        topic.want(JOBS_ZERO);

        topic.read();

        assertThat(refusal(topic)).contains("state-0: the record at offset 0 cannot be read");
    }

    private Optional<String> find(String name) {
        return find(taken(), name);
    }

    private ClaimState taken() {
        return taken(topic, JOBS_ZERO);
    }

    private static ClaimState taken(TestingStateTopic topic, TopicPartition partition) {
        var end = (StateLoad.End.Loaded) topic.loads.take(partition).orElseThrow();
        return new ClaimState(end.state(), topic.budget);
    }

    private static Optional<String> find(ClaimState state, String name) {
        return state.of(SCOPE).find(new StateName(name)).map(Payload::asText);
    }

    private static String refusal(TestingStateTopic topic) {
        return ((StateLoad.End.Refused) topic.loads.take(JOBS_ZERO).orElseThrow()).reason();
    }
}
