package dev.pointsman.worker.flow.sim;

import dev.pointsman.worker.flow.FlowLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a simulation is about. Each is about something else: most leave some faults out, so that the
 * others get further.
 *
 * @param workers at most at a time
 * @param faultySteps for how long things break
 * @param faults those that may happen, as often as they stand here
 */
record Scenario(int workers, int faultySteps, List<Fault> faults, Rates rates, FlowLimits limits) {
    private static final int MOST_WEIGHT = 8;

    static Scenario drawn(Dice dice) {
        return new Scenario(
                Math.max(dice.between(1, 3), dice.between(1, 3)),
                dice.between(80, 1_500),
                faults(dice),
                rates(dice),
                limits(dice));
    }

    private static Rates rates(Dice dice) {
        return new Rates(
                dice.chance(50) ? dice.between(2, 15) : dice.between(15, 100),
                dice.chance(50) ? 0 : dice.between(5, 60),
                dice.chance(20) ? 0 : dice.between(20, 150),
                dice.chance(50) ? 0 : dice.between(10, 200));
    }

    private static List<Fault> faults(Dice dice) {
        var left = dice.between(10, 100);
        var faults = new ArrayList<Fault>(List.of(Fault.START));
        for (var fault : Fault.values()) {
            var weight = dice.chance(left) ? dice.between(1, MOST_WEIGHT) : 0;
            faults.addAll(Collections.nCopies(weight, fault));
        }
        return List.copyOf(faults);
    }

    private static FlowLimits limits(Dice dice) {
        return new FlowLimits(
                dice.between(1, 8),
                dice.between(1, 8),
                Duration.ofMillis(dice.between(1, 10)),
                dice.chance(30) ? dice.between(10, 60) : 1_000_000,
                dice.chance(50) ? dice.between(1, 3) : Integer.MAX_VALUE);
    }

    /** Those of one worker, whose pace is its own. */
    SimulatedWorker.Settings settings(Dice dice) {
        return new SimulatedWorker.Settings(
                limits, dice.between(1, 4), dice.between(1, 40), pace(dice));
    }

    private static SimulatedWorker.Pace pace(Dice dice) {
        return new SimulatedWorker.Pace(
                dice.between(5, 25), dice.between(3, 30), dice.between(2, 8), dice.between(1, 8));
    }

    /**
     * How often, of a thousand times.
     *
     * @param faults a step is a fault
     * @param moves a step moves a partition to another worker
     * @param jobs a step publishes a job; if none does, all are there from the start
     * @param strikes a worker about to end its transaction is struck
     */
    record Rates(int faults, int moves, int jobs, int strikes) {}
}
