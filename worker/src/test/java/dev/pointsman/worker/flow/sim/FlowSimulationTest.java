package dev.pointsman.worker.flow.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whatever breaks, each job is done once, whole, and in its turn. */
class FlowSimulationTest {
    private static final int SEEDS_OF_A_BUILD = 10_000;
    private static final int SEEDS_BETWEEN_WORDS = 50_000;

    @Test
    void everySeedKeepsAllPromises() {
        var seeds =
                new Seeds(
                        Long.getLong("sim.first", 0),
                        Long.getLong("sim.seeds", SEEDS_OF_A_BUILD),
                        Optional.empty());

        var report = seeds.run(FlowSimulationTest::tell);

        assertThat(report.failure()).as(report.toString()).isEmpty();
        assertThat(report.aborted())
                .as("seeds in which something broke in mid-transaction")
                .isGreaterThan(Math.toIntExact(seeds.count() / 2));
    }

    /** On the console, for a long run is watched; a build is over before there is a word. */
    private static void tell(long done) {
        if (done % SEEDS_BETWEEN_WORDS == 0) {
            System.out.println(done + " seeds kept all promises");
        }
    }

    @Test
    void aSeedTellsTheSameEveryTime() {
        assertThat(told(42)).isNotEmpty().isEqualTo(told(42));
    }

    private static List<String> told(long seed) {
        var told = new ArrayList<String>();
        Simulation.run(seed, Optional.empty(), what -> told.add(what.get()));
        return told;
    }
}
