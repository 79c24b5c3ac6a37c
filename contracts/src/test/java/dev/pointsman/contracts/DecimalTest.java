package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Numbers on the wire. */
class DecimalTest {
    @Property
    void aNumberIsWrittenAsJavaDoes(@ForAll long number) {
        assertThat(Decimal.write(number)).asString().isEqualTo(Long.toString(number));
    }

    @Test
    void soAreTheSmallOnesWhichAreMadeOnce() {
        for (var number = -2; number < 300; number++) {
            assertThat(Decimal.write(number)).asString().isEqualTo(Integer.toString(number));
        }
        assertThat(Decimal.write(7)).isSameAs(Decimal.write(7));
    }
}
