package dev.pointsman.worker.state;

import static dev.pointsman.worker.state.TestingCancels.KEY;
import static dev.pointsman.worker.state.TestingSeen.NOON;
import static dev.pointsman.worker.state.TestingSeen.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobIdentity;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.SeenCodec;
import dev.pointsman.contracts.TenantId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which jobs meet a cancel when they come back, and for how long it is remembered. */
class KnownCancelTest {
    private final TestingCancels cancels = new TestingCancels(100);

    @Test
    void aJobThatComesBackMeetsACancelThatWasLookedInto() {
        cancels.look("a", 5);

        assertThat(cancels.isMet("a", 4)).isTrue();
    }

    @Test
    void andOneThatIsCommitted() {
        cancels.commit("a", 5);

        assertThat(cancels.isMet("a", 4)).isTrue();
    }

    @Test
    void othersDoNot() {
        cancels.look("a", 5);
        cancels.commit("a", 6);

        assertThat(cancels.isMet("b", 4)).isFalse();
        assertThat(cancels.isMet("globex", "a", KEY, 4)).isFalse();
        assertThat(cancels.isMet("acme", "a", Optional.of(Payload.ofUtf8("other")), 4)).isFalse();
        assertThat(cancels.isMet("acme", "a", Optional.empty(), 4)).isFalse();
        assertThat(cancels.isMet("acme", "a", Optional.of(Payload.EMPTY), 4)).isFalse();
    }

    @Test
    void aCancelWithoutAKeyIsForJobsWithoutOne() {
        cancels.look("acme", "a", Optional.empty(), 5);

        assertThat(cancels.isMet("acme", "a", Optional.empty(), 4)).isTrue();
        assertThat(cancels.isMet("acme", "a", Optional.of(Payload.EMPTY), 4)).isFalse();
    }

    /** Its retry neither, wherever that stands: it knows the place its job had. */
    @Test
    void aJobThatWasPublishedBehindItsCancelDoesNot() {
        cancels.commit("a", 5);

        assertThat(cancels.isMet("a", 6)).isFalse();
    }

    @Test
    void theLatestOfOneNameCounts() {
        var first = cancels.look("a", 5);
        cancels.look("a", 9);
        first.commit();

        assertThat(cancels.isMet("a", 8)).isTrue();
    }

    /** The first waits for its job to be stopped; the second, which found nobody, for nothing. */
    @Test
    void theLatestOfOneNameCountsAlsoIfItEndsFirst() {
        var first = cancels.look("a", 5);
        var second = cancels.look("a", 9);
        assertThat(second.key()).isPresent();
        assertThat(first.key()).isEmpty();
        second.commit();
        first.commit();

        assertThat(cancels.isMet("a", 8)).isTrue();
    }

    /** Whatever has found it before: of one name there may be several that come back. */
    @Test
    void eachOfSeveralMeetsIt() {
        cancels.commit("a", 5);

        assertThat(cancels.isMet("a", 3)).isTrue();
        assertThat(cancels.isMet("a", 4)).isTrue();
    }

    /** It is polled again, and so is its mark. */
    @Test
    void whatIsNotCommittedIsForgottenWithItsClaim() {
        var cancel = cancels.look("a", 5);

        cancels.claimAnew();
        cancel.commit();

        assertThat(cancels.isMet("a", 4)).isFalse();
    }

    @Test
    void whatIsCommittedIsKnownUnderTheNext() {
        cancels.commit("a", 5);

        cancels.claimAnew();

        assertThat(cancels.isMet("a", 4)).isTrue();
    }

    @Test
    void whoeverComesNextReadsItFromTheTopic() {
        var cancel = cancels.commit("a", 5);
        var next = new TestingCancels(100);

        load(next, cancel);
        assertThat(next.isMet("a", 4)).isTrue();
        assertThat(next.isMet("a", 5)).isFalse();

        next.committed.load(cancel.key().orElseThrow(), Optional.empty());
        assertThat(next.isMet("a", 4)).isFalse();
    }

    /** Its places are others: there the first job may be the one that this name had here. */
    @Test
    void ofATopicThatIsMadeAnewUnderItsNameNobodyMeetsIt() {
        var cancel = cancels.commit("a", 5);
        var anew = new TestingCancels(new SeenRoom(100), "another");

        load(anew, cancel);

        assertThat(anew.isMet("a", 4)).isFalse();
    }

    private static void load(TestingCancels next, KnownCancel cancel) {
        var key = SeenCodec.read(SeenCodec.write(cancel.key().orElseThrow())).orElseThrow();
        next.committed.load(key, SeenCodec.readJob(SeenCodec.write(cancel.mark())));
    }

    @Test
    void aStrangersIsKnownOnlyUntilItEnds() {
        var strangers = cancels.lookAtStrangers("a", 5);
        assertThat(strangers.key()).isEmpty();
        assertThat(strangers.spent()).isEmpty();
        assertThat(cancels.isMet("a", 4)).isTrue();

        strangers.commit();

        assertThat(cancels.isMet("a", 4)).isFalse();
    }

    @Test
    void whoeverSendsManyHasItsOwnForgottenAndNobodyElses() {
        var few = new TestingCancels(4);
        few.commit("globex", "theirs", 1);
        for (var place = 2; place < 50; place++) {
            few.commit("acme", "flood-" + place, place);
        }

        assertThat(few.isMet("globex", "theirs", KEY, 0)).isTrue();
        assertThat(few.isMet("flood-2", 0)).isFalse();
        assertThat(few.isMet("flood-47", 0)).isTrue();
        assertThat(few.isMet("flood-49", 0)).isTrue();
    }

    /** Or the topic would have every cancel there ever was. */
    @Test
    void whatIsForgottenGoesFromTheTopicWithALaterOne() {
        var two = new TestingCancels(2);
        var oldest = two.commit("a", 1);
        two.commit("b", 2);

        var next = two.look("c", 3);

        assertThat(next.spent()).containsExactly(oldest.key().orElseThrow());
        assertThat(next.spent()).hasSize(1);
    }

    /** They have room of their own. */
    @Test
    void noFloodOfThemHasAJobForgotten() {
        var two = new TestingCancels(2);
        two.take("a", 1).commit();

        for (var place = 2; place < 20; place++) {
            two.commit("flood-" + place, place);
        }

        assertThat(two.take("a", 30).first()).contains(1L);
    }

    /** So that a worker of an older version makes nothing wrong of it. */
    @Test
    void noJobIsADuplicateOfIt() {
        var mark = cancels.commit("a", 5);
        var budget = new StateBudget(0, new SeenRoom(9), new SeenRoom(9));
        var state = new PartitionState(budget);
        state.load(mark.key().orElseThrow(), Optional.of(mark.mark()));
        var job = new JobIdentity(new TenantId("acme"), "urn:test", new JobId("a"));

        var once = new ClaimState(state, budget).seen().job(job, 9, NOON, WINDOW);
        once.taken();

        assertThat(once.first()).isEmpty();
        assertThat(budget.seen().taken()).isZero();
    }

    @Test
    void aPartitionThatIsGivenUpLeavesItsRoom() {
        var room = new SeenRoom(9);
        var given = new TestingCancels(room, "");
        given.commit("a", 1);
        assertThat(room.taken()).isOne();

        given.committed.close();

        assertThat(room.taken()).isZero();
    }

    @Test
    void whatTheyMayHoldOfTheHeapIsBounded() {
        assertThat(SeenRoom.bytes(3_495)).isLessThanOrEqualTo(1 << 20);
        assertThat(full(SeenRoom.ofBytes(1 << 20))).isEqualTo(3_495);
    }

    private static int full(SeenRoom room) {
        var cancels = new TestingCancels(room, "");
        for (var place = 0; place < 10_000; place++) {
            cancels.commit("flood-" + place, place);
        }
        return room.taken();
    }
}
