package dev.pointsman.worker.flow.sim;

import java.util.Optional;

/** One seed, from the first step until all jobs are done. */
final class Simulation {
    /** Several times what the longest of many seeds takes. */
    static final int MOST_CALM_STEPS = 100_000;

    private static final int STEPS_BETWEEN_LOOKS = 32;
    private static final int TENDING_PERCENT = 6;

    private final Clock clock = new Clock();
    private final Run run;
    private final Scenario scenario;
    private final Broker broker;
    private final Cluster cluster;
    private final Faults faults;

    private Simulation(long seed, Optional<Mistake> planted, Trace trace) {
        this.run = new Run(new Dice(seed), what -> trace.event(() -> said(what.get())), planted);
        this.scenario = Scenario.drawn(run.dice());
        var jobs = new Publisher(run.dice()).topic();
        var dealing = Dealing.byChance(run.dice(), jobs.partitions());
        this.broker =
                new Broker(
                        jobs,
                        run.dice().chance(70)
                                ? new ConsumerGroup(dealing)
                                : new ClassicGroup(dealing),
                        clock);
        this.cluster = new Cluster(run, broker, clock, scenario);
        this.faults = new Faults(run, broker, cluster, scenario);
    }

    /** Ends with a {@link Violation} if a promise was not kept. */
    static Summary run(long seed, Optional<Mistake> planted, Trace trace) {
        return new Simulation(seed, planted, trace).run();
    }

    private String said(String what) {
        return clock.steps() + " " + what;
    }

    private Summary run() {
        run.trace().event(() -> scenario + " " + broker.group().getClass().getSimpleName());
        begin();
        for (var step = 0; step < scenario.faultySteps(); step++) {
            trouble();
            step();
        }
        var calm = drain();
        new Checker(broker).check();
        return new Summary(clock.steps(), calm, broker.results().aborted());
    }

    private void trouble() {
        if (run.dice().rareChance(scenario.rates().faults())) {
            faults.strike();
        }
        if (run.dice().rareChance(scenario.rates().moves())) {
            cluster.move();
        }
        if (run.dice().rareChance(scenario.rates().jobs())) {
            broker.jobs().publish(run.dice().below(broker.jobs().partitions()));
        }
    }

    private void step() {
        if (run.dice().chance(TENDING_PERCENT)) {
            cluster.tend();
        }
        cluster.step();
    }

    private void begin() {
        if (scenario.rates().jobs() == 0) {
            broker.jobs().publishAll();
        }
        if (run.dice().chance(20)) {
            broker.offsets().plant(0, new CommittedOffset(0, "a checkpoint of another tool"));
        }
        for (var worker = 0; worker < scenario.workers(); worker++) {
            cluster.start();
        }
    }

    /** Without faults all must be done in a bounded time; returns in how many steps it was. */
    private int drain() {
        run.trace().event(() -> "no more faults");
        broker.jobs().publishAll();
        broker.offsets().repair();
        cluster.calm();
        for (var step = 0; step < MOST_CALM_STEPS; step++) {
            if (step % STEPS_BETWEEN_LOOKS == 0 && isDone()) {
                return step;
            }
            step();
        }
        new Checker(broker).check();
        throw new Violation("no end after " + MOST_CALM_STEPS + " steps");
    }

    private boolean isDone() {
        return broker.results().results() >= broker.jobs().size()
                && !broker.results().isHeldUp()
                && new Checker(broker).isAllFinished();
    }

    /**
     * How it went.
     *
     * @param calmSteps of all steps those after the last fault
     * @param abortedLines what was written in vain: without any, nothing broke in mid-transaction
     */
    record Summary(long steps, int calmSteps, long abortedLines) {}
}
