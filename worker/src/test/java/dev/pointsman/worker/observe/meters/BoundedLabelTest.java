package dev.pointsman.worker.observe.meters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No publisher chooses how many series there are. */
class BoundedLabelTest {
    private final BoundedLabel label = new BoundedLabel(2);

    @Test
    void whatIsConfiguredIsALabel() {
        assertThat(label.of("echo", true)).isEqualTo("echo");
    }

    @Test
    void whatAPublisherMakesUpIsNot() {
        assertThat(label.of("echo", false)).isEqualTo("_other");
    }

    @Test
    void thereAreNeverMoreThanSoMany() {
        var labels = IntStream.range(0, 100).mapToObj(i -> label.of("m" + i, true)).distinct();

        assertThat(labels).containsExactly("m0", "m1", "_other");
    }

    @Test
    void whatIsALabelStaysOne() {
        label.of("a", true);
        label.of("b", true);
        label.of("c", true);

        assertThat(label.of("a", true)).isEqualTo("a");
    }
}
