package dev.pointsman.worker.flow.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The classic protocol: one generation for all, and partitions that are withheld. */
class ClassicGroupTest {
    private static final String A = "a";
    private static final String B = "b";

    /** Everything to one of them; the tests move it from there. */
    private final Group group = new ClassicGroup(_ -> Map.of(A, Set.of(0, 1)));

    @Test
    void nothingChangesUntilAllHaveRejoined() {
        group.join(A);
        var before = own(A);
        group.join(B);

        assertThat(own(B).partitions()).isEmpty();
        assertThat(group.accepts(new Voucher(A, before.epoch()), Set.of(0))).isTrue();
        assertThat(own(A, 0, 1).epoch()).isGreaterThan(before.epoch());
        assertThat(group.accepts(new Voucher(A, before.epoch()), Set.of(0))).isFalse();
    }

    @Test
    void aPartitionThatMovesIsWithheldUntilItsOwnerHasRejoinedWithoutIt() {
        group.join(A);
        own(A);
        group.join(B);
        group.move(0, B);
        own(B);
        assertThat(own(A, 0, 1).partitions()).containsExactly(1);
        assertThat(own(B).partitions()).isEmpty();

        own(A, 1);
        own(B);
        own(A, 1);

        assertThat(own(B).partitions()).containsExactly(0);
    }

    @Test
    void aMemberThatIsNotKnownIsNotTaken() {
        group.join(A);
        var before = new Voucher(A, own(A).epoch());
        group.remove(A);

        assertThat(group.heartbeat(A, Set.of(0, 1))).isEmpty();
        assertThat(group.accepts(before, Set.of(0))).isFalse();
    }

    private Membership own(String member, Integer... partitions) {
        return group.heartbeat(member, Set.of(partitions)).orElseThrow();
    }
}
