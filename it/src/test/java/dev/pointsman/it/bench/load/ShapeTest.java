package dev.pointsman.it.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ShapeTest {
    @Test
    void aKeyStaysInItsPartition() {
        var shape = new Shape(4, 6, 1);

        var partitionsOfKey =
                LongStream.range(0, 1000)
                        .boxed()
                        .collect(
                                Collectors.groupingBy(
                                        shape::keyOf,
                                        Collectors.mapping(
                                                shape::partitionOf, Collectors.toSet())));

        assertThat(partitionsOfKey).hasSize(6);
        assertThat(partitionsOfKey.values()).allMatch(partitions -> partitions.size() == 1);
    }

    @Test
    void jobsWithoutAKeyGoToAllPartitionsInTurn() {
        var shape = new Shape(4, 0, 1);

        assertThat(LongStream.range(0, 8).mapToInt(shape::partitionOf))
                .containsExactly(0, 1, 2, 3, 0, 1, 2, 3);
        assertThat(shape.keysInWords()).isEqualTo("none");
    }

    @Test
    void tenantsTakeTurns() {
        var shape = new Shape(1, 4, 3);

        assertThat(LongStream.range(0, 4).mapToObj(shape::tenantOf))
                .containsExactly("tenant-0", "tenant-1", "tenant-2", "tenant-0");
    }

    @Test
    void whatIsNoShapeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Shape(0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Shape(1, -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Shape(1, 1, 0));
    }
}
