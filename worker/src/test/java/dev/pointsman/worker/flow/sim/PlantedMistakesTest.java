package dev.pointsman.worker.flow.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulator is worth something only if it finds what is wrong. */
class PlantedMistakesTest {
    @ParameterizedTest
    @EnumSource
    void aMistakeIsFound(Mistake mistake) {
        var report = new Seeds(0, mistake.foundWithin(), Optional.of(mistake)).run(_ -> {});

        assertThat(report.failure()).isPresent();
    }
}
