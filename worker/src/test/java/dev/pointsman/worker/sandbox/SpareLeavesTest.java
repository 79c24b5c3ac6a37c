package dev.pointsman.worker.sandbox;

import static dev.pointsman.worker.sandbox.MemoryImage.LEAF_BYTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpareLeavesTest {
    private static final byte[] ONES = filled((byte) 1);
    private static final byte[] TWOS = filled((byte) 2);

    private final SpareLeaves spare = new SpareLeaves();

    @Test
    void oneJobsLeavesAreAllDifferent() {
        Set<byte[]> leaves = Collections.newSetFromMap(new IdentityHashMap<>());

        for (var i = 0; i < 1_000; i++) {
            leaves.add(spare.copyOf(ONES, 0));
        }

        assertThat(leaves).hasSize(1_000);
    }

    @Test
    void theNextJobHasTheSameLeavesWithNothingOfTheLastInThem() {
        var first = spare.copyOf(ONES, 0);
        spare.takeBack();

        var next = spare.copyOf(MemoryImage.ZERO, 0);

        assertThat(next).isSameAs(first).containsOnly(0).hasSize(LEAF_BYTES);
        assertThat(spare.copyOf(TWOS, 0)).isNotSameAs(first).isEqualTo(TWOS);
    }

    @Test
    void noneOfTheLastJobsBytesIsInALeafThatIsFilledOrCopiedFromTheMidst() {
        spare.copyOf(ONES, 0);
        spare.copyOf(ONES, 0);
        spare.takeBack();
        var two = Arrays.copyOf(TWOS, 2 * LEAF_BYTES);

        assertThat(spare.filledWith((byte) 2)).isEqualTo(TWOS);
        assertThat(spare.copyOf(two, 1)).isEqualTo(Arrays.copyOfRange(two, 1, 1 + LEAF_BYTES));
    }

    private static byte[] filled(byte value) {
        var leaf = new byte[LEAF_BYTES];
        Arrays.fill(leaf, value);
        return leaf;
    }
}
