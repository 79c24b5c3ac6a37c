package dev.pointsman.worker.state;

import static dev.pointsman.worker.state.TestingSeen.NOON;
import static dev.pointsman.worker.state.TestingSeen.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which job is the first of its name, and for how long that is remembered. */
class OnceJobTest {
    private static final Instant LATER = NOON.plus(WINDOW).plusMillis(1);

    private final TestingSeen seen = new TestingSeen(100);

    @Test
    void theSecondOfAJobThatIsCommittedIsADuplicate() {
        seen.run("a", 7);

        var second = seen.take("a", 9);

        assertThat(second.first()).contains(7L);
        assertThat(second.key()).isEmpty();
    }

    @Test
    void theSecondOfAJobThatIsUnderWayIsADuplicate() {
        seen.take("a", 7);

        assertThat(seen.take("a", 9).first()).contains(7L);
    }

    @Test
    void othersAreNot() {
        seen.run("a", 7);

        assertThat(seen.take("b", 8).first()).isEmpty();
        assertThat(seen.take("globex", "a", 9, NOON).first()).isEmpty();
    }

    @Test
    void afterTheWindowItIsAnotherJob() {
        seen.run("a", 7);
        seen.take("b", 8);

        assertThat(seen.take("acme", "a", 9, NOON.plus(WINDOW)).first()).contains(7L);
        assertThat(seen.take("acme", "a", 9, LATER).first()).isEmpty();
        assertThat(seen.take("acme", "b", 10, LATER).first()).isEmpty();
    }

    /** The first ran for longer than its window, beside the second, and ends behind it. */
    @Test
    void whichOfTwoIsRememberedIsUpToTheirPlacesAndNotToTheirEnds() {
        var first = seen.take("a", 7);
        var second = seen.take("acme", "a", 9, LATER);
        assertThat(second.key()).isPresent();
        assertThat(first.key()).isEmpty();
        second.commit();
        first.commit();

        assertThat(seen.take("acme", "a", 11, LATER.plus(WINDOW)).first()).contains(9L);
    }

    @Test
    void inTheirOrderBothAreWritten() {
        var first = seen.take("a", 7);
        var second = seen.take("acme", "a", 9, LATER);

        assertThat(first.key()).isPresent();
        assertThat(second.key()).isPresent();
        assertThat(first.key()).isPresent();
    }

    /** It may be run again, since nothing of it is committed: but only if somebody does. */
    @Test
    void whatWasUnderWayIsForgottenWithItsClaim() {
        seen.take("a", 7);

        seen.claimAnew();

        assertThat(seen.take("a", 7).first()).isEmpty();
        assertThat(seen.take("a", 9).first()).contains(7L);
    }

    @Test
    void whatIsCommittedUnderAClaimThatWasReleasedIsNotCounted() {
        var job = seen.take("a", 7);
        seen.claimAnew();

        job.commit();

        assertThat(seen.take("a", 9).first()).isEmpty();
        assertThat(seen.room.taken()).isZero();
    }

    /** An operator has set the group's offset back, so as to have jobs run again. */
    @Test
    void aJobIsNoDuplicateOfItself() {
        seen.run("a", 7);
        seen.claimAnew();

        assertThat(seen.take("a", 7).first()).isEmpty();
    }

    @Test
    void whatIsOverGoesFromTheTopicWithLaterJobs() {
        var old = seen.run("a", 1);
        seen.run("acme", "b", 2, LATER);

        var later = seen.take("acme", "c", 3, LATER);

        assertThat(later.spent()).containsExactly(old.key().orElseThrow());
        assertThat(later.spent()).hasSize(1);
        later.commit();
        assertThat(seen.room.taken()).isEqualTo(2);
        assertThat(seen.take("acme", "d", 4, LATER).spent()).isEmpty();
    }

    @Test
    void whatIsToGoWithATransactionThatIsAbortedGoesWithTheNext() {
        var old = seen.run("a", 1);
        seen.run("acme", "b", 2, LATER);
        assertThat(seen.take("acme", "c", 3, LATER).spent()).hasSize(1);

        seen.claimAnew();

        assertThat(seen.take("acme", "c", 3, LATER).spent())
                .containsExactly(old.key().orElseThrow());
    }

    /** Its record may be written before, and would be taken out. */
    @Test
    void whatIsUnderWayAnewDoesNotGo() {
        seen.run("a", 1);
        seen.run("acme", "b", 2, LATER);
        var anew = seen.take("acme", "a", 3, LATER);

        assertThat(seen.take("acme", "c", 4, LATER).spent()).isEmpty();
        anew.commit();

        assertThat(seen.take("acme", "a", 5, LATER).first()).contains(3L);
        assertThat(seen.room.taken()).isEqualTo(2);
    }

    @Test
    void aTenantWithTooManyHasItsOldestForgotten() {
        var roomy = new TestingSeen(Integer.MAX_VALUE);
        for (var offset = 0; offset <= SeenJobs.MOST_OF_A_TENANT; offset++) {
            roomy.run("job-" + offset, offset);
        }

        assertThat(roomy.take("next", 20_000).spent()).hasSize(1);
        assertThat(roomy.take("job-1", 20_001).first()).contains(1L);
        assertThat(roomy.take("job-0", 20_002).first()).isEmpty();
    }

    @Test
    void whereTheWorkerIsFullATenantHasItsOwnOldestForgotten() {
        var small = new TestingSeen(2);
        small.run("globex", "a", 1, NOON);
        small.run("acme", "a", 2, NOON);
        small.run("acme", "b", 3, NOON);

        assertThat(small.take("acme", "b", 5, NOON).first()).contains(3L);
        assertThat(small.take("globex", "a", 6, NOON).first()).contains(1L);
        assertThat(small.take("acme", "a", 4, NOON).first()).isEmpty();
        assertThat(small.room.taken()).isEqualTo(2);
    }

    @Test
    void aTenantThatFindsNoRoomHasNothingRemembered() {
        var small = new TestingSeen(1);
        small.run("globex", "a", 1, NOON);

        small.run("acme", "a", 2, NOON);

        assertThat(small.take("acme", "a", 3, NOON).first()).isEmpty();
        assertThat(small.take("globex", "a", 4, NOON).first()).contains(1L);
    }

    /** It loses its own, and nobody who has few does. */
    @Test
    void whoeverHasMostHasItsOldestForgottenForOthers() {
        var small = new TestingSeen(4);
        for (var offset = 1; offset <= 4; offset++) {
            small.run("globex", "g" + offset, offset, NOON);
        }

        small.run("acme", "a", 5, NOON);
        small.run("globex", "g6", 6, NOON);

        assertThat(small.take("acme", "a", 7, NOON).first()).contains(5L);
        assertThat(small.take("globex", "g1", 8, NOON).first()).isEmpty();
        assertThat(small.take("globex", "g2", 9, NOON).first()).isEmpty();
        assertThat(small.take("globex", "g3", 10, NOON).first()).contains(3L);
        assertThat(small.room.taken()).isEqualTo(4);
    }

    private static TestingSeen full(SeenRoom ofEight) {
        var seen = new TestingSeen(ofEight);
        for (var offset = 1; offset <= 8; offset++) {
            seen.run("a" + offset, offset);
        }
        return seen;
    }

    /** After a rebalance one partition must not go without because another was loaded before. */
    @Test
    void aPartitionThatComesWhenOthersHaveTakenAllHasItsShare() {
        var room = new SeenRoom(8);
        full(room);
        var second = new TestingSeen(room);

        second.run("b1", 1);
        second.run("b2", 2);
        second.run("b3", 3);

        assertThat(second.take("b1", 4).first()).isEmpty();
        assertThat(second.take("b2", 5).first()).contains(2L);
        assertThat(second.take("b3", 6).first()).contains(3L);
        assertThat(room.taken()).isEqualTo(10);
    }

    @Test
    void whoeverHoldsMoreThanTheirShareGivesBackAsTheyGoOn() {
        var room = new SeenRoom(8);
        var first = full(room);
        var second = new TestingSeen(room);
        second.run("b1", 1);
        second.run("b2", 2);

        first.run("a9", 9);
        first.run("a10", 10);

        assertThat(room.taken()).isEqualTo(8);
        assertThat(first.take("a4", 11).first()).isEmpty();
        assertThat(first.take("a5", 12).first()).contains(5L);
        assertThat(second.take("b1", 3).first()).contains(1L);
    }

    @Test
    void whatIsOverMakesRoomForOthers() {
        var small = new TestingSeen(1);
        small.run("globex", "a", 1, NOON);

        small.run("acme", "a", 2, LATER);

        assertThat(small.take("acme", "a", 3, LATER).first()).contains(2L);
        assertThat(small.room.taken()).isEqualTo(1);
    }

    @Test
    void aPartitionThatIsGivenUpLeavesItsRoom() {
        seen.run("a", 1);
        seen.run("acme", "b", 2, LATER);
        seen.take("acme", "c", 3, LATER).spent();

        seen.claimAnew();
        seen.committed.close();

        assertThat(seen.room.taken()).isZero();
    }

    @Test
    void whatTheTopicSaysIsLoadedAsItWasWritten() {
        var job = seen.run("a", 7);
        var other = new TestingSeen(100);

        other.committed.load(job.key().orElseThrow(), Optional.of(job.job()));
        assertThat(other.take("a", 9).first()).contains(7L);

        other.committed.load(job.key().orElseThrow(), Optional.empty());
        other.claimAnew();
        assertThat(other.take("a", 9).first()).isEmpty();
        assertThat(other.room.taken()).isZero();
    }
}
