package dev.pointsman.worker.flow.sim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The workers that run, and what those that do not have left behind. */
final class Cluster {
    private static final List<String> SLOTS = List.of("slot-a", "slot-b", "slot-c");
    private static final int RESTART_PERCENT = 25;
    private static final int MOST_UNDER_WAY = 20;

    /** The transaction timeout. */
    private static final int MOST_STEPS_OPEN = 1_000;

    private final List<SimulatedWorker> workers = new ArrayList<>();
    private final List<Supplier<Answer>> underWay = new ArrayList<>();
    private final Run run;
    private final Broker broker;
    private final Clock clock;
    private final Scenario scenario;
    private int started;
    private boolean calm;

    Cluster(Run run, Broker broker, Clock clock, Scenario scenario) {
        this.run = run;
        this.broker = broker;
        this.clock = clock;
        this.scenario = scenario;
    }

    /** Any one of the workers, paused ones among them. */
    Optional<SimulatedWorker> any() {
        return workers.isEmpty() ? Optional.empty() : Optional.of(run.dice().oneOf(workers));
    }

    /** Any one of the requests that producers wait for. */
    Optional<Call> anyCall() {
        var calls =
                workers.stream()
                        .map(SimulatedWorker::call)
                        .flatMap(Optional<Call>::stream)
                        .toList();
        return calls.isEmpty() ? Optional.empty() : Optional.of(run.dice().oneOf(calls));
    }

    /** Somebody, whoever, does the next thing. */
    void step() {
        clock.tick();
        any().ifPresent(this::step);
    }

    private void step(SimulatedWorker worker) {
        worker.step();
        if (!calm && run.dice().rareChance(scenario.rates().strikes())) {
            worker.ending().ifPresent(call -> strike(worker, call));
        }
        if (worker.isGone()) {
            crash(worker);
        }
    }

    /** The group moves a partition, be it only just told that another has moved. */
    void move() {
        var members = broker.group().members();
        if (!members.isEmpty()) {
            var partition = run.dice().below(broker.jobs().partitions());
            broker.group().move(partition, run.dice().oneOf(members));
        }
    }

    private void strike(SimulatedWorker worker, Call ending) {
        run.trace().event(() -> worker.name() + " is struck");
        switch (run.dice().below(4)) {
            case 0 -> giveUp(ending);
            case 1 -> worker.pause();
            case 2 -> worker.stall();
            default -> crash(worker);
        }
    }

    void start() {
        if (workers.size() < scenario.workers()) {
            var names = new SimulatedWorker.Names("worker-" + started++, slot());
            run.trace().event(() -> names + " starts");
            workers.add(
                    new SimulatedWorker(run, broker, clock, scenario.settings(run.dice()), names));
        }
    }

    /** Most often one that no other worker has. */
    private String slot() {
        var taken = workers.stream().map(SimulatedWorker::slot).toList();
        return SLOTS.stream()
                .filter(slot -> !taken.contains(slot))
                .findFirst()
                .filter(_ -> calm || run.dice().chance(85))
                .orElseGet(() -> run.dice().oneOf(SLOTS));
    }

    void crash(SimulatedWorker worker) {
        run.trace().event(() -> worker.name() + " is no more");
        worker.call().ifPresent(this::giveUp);
        workers.remove(worker);
    }

    /** Nobody waits for the answer any more; what is under way may be lost, or come late. */
    void giveUp(Call call) {
        var isLate = run.dice().chance(70) && underWay.size() < MOST_UNDER_WAY;
        call.giveUp().filter(_ -> isLate).ifPresent(underWay::add);
    }

    /** A request comes late. */
    void deliver() {
        if (!underWay.isEmpty()) {
            var late = underWay.remove(run.dice().below(underWay.size())).get();
            run.trace().event(() -> "a late request is answered: " + late);
        }
    }

    /** Of two workers with one transactional id only the newer goes on; and one at least does. */
    void calm() {
        calm = true;
        var seen = new HashSet<String>();
        for (var worker : List.copyOf(workers).reversed()) {
            worker.wake();
            if (!seen.add(worker.slot())) {
                crash(worker);
            }
        }
        if (workers.isEmpty()) {
            start();
        }
    }

    /** What a broker does about those who are not heard of: it forgets them. */
    void tend() {
        deliver();
        if (workers.isEmpty() || run.dice().chance(RESTART_PERCENT)) {
            start();
        }
        any().filter(_ -> run.dice().chance(RESTART_PERCENT)).ifPresent(SimulatedWorker::wake);
        var members = workers.stream().map(SimulatedWorker::member).collect(Collectors.toSet());
        broker.group().members().stream()
                .filter(member -> !members.contains(member))
                .findFirst()
                .ifPresent(broker.group()::remove);
        broker.producers().openFor(MOST_STEPS_OPEN).forEach(broker::expire);
    }
}
