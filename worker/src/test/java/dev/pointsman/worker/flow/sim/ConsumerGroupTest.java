package dev.pointsman.worker.flow.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The new protocol as measured: what a voucher is good for, and what it is not. */
class ConsumerGroupTest {
    private static final String A = "a";
    private static final String B = "b";

    /** Everything to one of them; the tests move it from there. */
    private final Group group = new ConsumerGroup(_ -> Map.of(A, Set.of(0, 1, 2)));

    @Test
    void aPartitionMovesWhenItsOwnerHasGivenItUp() {
        own(A, 0, 1, 2);
        group.join(B);
        group.move(0, B);
        assertThat(own(A, 0, 1, 2).partitions()).containsExactlyInAnyOrder(1, 2);
        assertThat(own(B).partitions()).isEmpty();

        own(A, 1, 2);

        assertThat(own(B).partitions()).containsExactly(0);
    }

    @Test
    void anOlderVoucherIsGoodForWhatIsStillOwned() {
        var before = new Voucher(A, own(A, 0, 1, 2).epoch());
        group.join(B);
        group.move(0, B);
        own(A, 0, 1, 2);
        own(A, 1, 2);

        assertThat(group.accepts(before, Set.of(1, 2))).isTrue();
        assertThat(group.accepts(before, Set.of(0, 1))).isFalse();
    }

    @Test
    void theOwnEpochIsGoodForWhateverPartition() {
        own(A, 0, 1, 2);
        group.join(B);
        group.move(0, B);
        own(A, 0, 1, 2);
        var after = new Voucher(A, own(A, 1, 2).epoch());
        own(B);

        assertThat(group.owns(A, Set.of(0))).isFalse();
        assertThat(group.accepts(after, Set.of(0))).isTrue();
    }

    /** So a voucher of the last poll before a partition was taken away does not fence it. */
    @Test
    void whoGivesUpTwiceInARowKeepsItsEpochAndTheSayOverWhatItGaveUpFirst() {
        var before = new Voucher(A, own(A, 0, 1, 2).epoch());
        group.join(B);
        group.move(0, B);
        own(A, 0, 1, 2);
        group.move(1, B);

        var told = own(A, 1, 2);
        var next = own(B);

        assertThat(told).isEqualTo(new Membership(before.epoch(), Set.of(2)));
        assertThat(next.partitions()).containsExactly(0);
        assertThat(group.accepts(before, Set.of(0))).isTrue();
    }

    @Test
    void aMemberThatIsNotKnownIsNotTaken() {
        var before = new Voucher(A, own(A, 0, 1, 2).epoch());
        group.remove(A);

        assertThat(group.heartbeat(A, Set.of())).isEmpty();
        assertThat(group.accepts(before, Set.of(0))).isFalse();
    }

    /** What a member is told that owns these, after it has joined if it must. */
    private Membership own(String member, Integer... partitions) {
        if (!group.members().contains(member)) {
            group.join(member);
        }
        return group.heartbeat(member, Set.of(partitions)).orElseThrow();
    }
}
