package dev.pointsman.it.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpreadTest {
    @Test
    void ofAnOddNumberTheMedianIsTheOneInTheMiddle() {
        assertThat(Spread.of(List.of(9.0, 1.0, 4.0))).isEqualTo(new Spread(4, 1, 9));
    }

    @Test
    void ofAnEvenNumberTheMedianIsBetweenTheTwoInTheMiddle() {
        assertThat(Spread.of(List.of(9.0, 1.0, 4.0, 6.0))).isEqualTo(new Spread(5, 1, 9));
    }

    @Test
    void ofNothingThereIsNoSpread() {
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
    }

    @Test
    void itIsShownWithAsManyDigitsAsAreMeant() {
        assertThat(new Spread(1234.56, 1, 2).text(1)).isEqualTo("1234.6 (1.0–2.0)");
        assertThat(new Spread(0.5, 0.25, 0.75).text(3)).isEqualTo("0.500 (0.250–0.750)");
    }

    @Test
    void ratiosAreOfNeighbours() {
        var ratio = Pairs.ratios(List.of(10.0, 1.0, 3.0), List.of(20.0, 1.0, 4.0));

        assertThat(ratio).isEqualTo(new Spread(0.75, 0.5, 1));
    }

    @Test
    void whatHasNoNeighbourIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pairs.ratios(List.of(1.0, 2.0), List.of(1.0)))
                .withMessage("repetitions: 2 and 1 (expected: as many)");
    }
}
