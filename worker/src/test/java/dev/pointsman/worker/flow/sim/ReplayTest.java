package dev.pointsman.worker.flow.sim;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Tells on the console all that happens under one seed; a build that failed says how to ask. */
@EnabledIfSystemProperty(named = "sim.seed", matches = "-?\\d+")
class ReplayTest {
    @Test
    void aSeedIsReplayed() {
        var planted = Optional.ofNullable(System.getProperty("sim.mistake")).map(Mistake::valueOf);

        var summary =
                Simulation.run(
                        Long.getLong("sim.seed"), planted, what -> System.out.println(what.get()));

        System.out.println(summary);
    }
}
