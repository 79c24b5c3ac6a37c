package dev.pointsman.it.hostile;

import dev.pointsman.contracts.Payload;
import dev.pointsman.it.bench.load.Latencies;
import dev.pointsman.worker.Main;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Runs every case while a victim's jobs run beside it, and before and after, when it is quiet, to
 * compare. Owned by one thread.
 */
final class Siege {
    private static final double NANOS_A_MILLI = 1e6;
    private static final Latencies.Summary NONE = new Latencies.Summary(0, 0, 0, 0, 0);
    private static final Pattern FAULT = Pattern.compile("worker-fault|stuck|thrown|memory");

    private final House house;
    private final PrintStream out;
    private final Duration quiet;
    private final Attacker attacker;
    private final List<String> unexpected = new ArrayList<>();
    private final Latencies overruns = new Latencies();
    private int cases;
    private int stuck;
    private int outOfMemory;

    /**
     * @param rounds how often a module that is admitted is run
     * @param quiet how long to listen to the victim alone, before and after
     * @param servers those that some cases ask
     */
    Siege(House house, int rounds, Duration quiet, BadServers servers, PrintStream out) {
        this.house = house;
        this.out = out;
        this.quiet = quiet;
        this.attacker = new Attacker(house, rounds, servers.grant());
    }

    /** All cases there are, in an order that the seed chooses. */
    static List<HostileCase> cases(BadServers servers, long seed) {
        var all = new ArrayList<HostileCase>();
        all.addAll(Refusals.all());
        all.addAll(Loops.all());
        all.addAll(LargeWork.all());
        all.addAll(Traps.all());
        all.addAll(Arguments.all());
        all.addAll(servers.cases());
        Collections.shuffle(all, new Random(seed));
        return all;
    }

    Verdict run(List<HostileCase> all, Payload echo) throws InterruptedException {
        var idle = new Latencies();
        var attacked = new Latencies();
        var victim = new Victim(house, echo);
        try (victim) {
            warm(victim);
            listen(victim, idle);
            victim.phase(attacked);
            for (var each : all) {
                note(each, attacker.attack(each));
            }
            noteStackEnds();
            listen(victim, idle);
        }
        return verdict(idle, attacked, victim);
    }

    /** What is compiled first, by either compiler, is no measure. */
    private void warm(Victim victim) throws InterruptedException {
        listen(victim, new Latencies());
    }

    private void listen(Victim victim, Latencies latencies) throws InterruptedException {
        victim.phase(latencies);
        Thread.sleep(quiet);
    }

    private void note(HostileCase attack, Seen seen) {
        var isExpected = attack.expected().contains(seen.end());
        seen.overNanos().forEach(overruns::add);
        note(attack.name(), isExpected, attack.expectation(), seen);
    }

    /** Of the worker's own faults there must be none, however deep the stack. */
    private void noteStackEnds() throws InterruptedException {
        var functions = Main.hostFunctions().list();
        var ends = new StackEnds(house).all();
        for (var i = 0; i < ends.size(); i++) {
            var end = ends.get(i).end();
            var isExpected = end.contains(HostileCase.STACK) && !FAULT.matcher(end).find();
            var name = "the stack ends in " + functions.get(i).path();
            note(name, isExpected, "stack-exhausted, no fault of ours", ends.get(i));
        }
    }

    private void note(String name, boolean isExpected, String expected, Seen seen) {
        cases++;
        stuck += seen.isStuck() ? 1 : 0;
        outOfMemory += seen.isOutOfMemory() ? 1 : 0;
        if (!isExpected) {
            unexpected.add(name);
        }
        out.printf(
                Locale.ROOT,
                "%-3s  %-50s expected %-48s seen %-28s looked at in %5.0f ms, over by %5.1f ms%n",
                isExpected ? "ok" : "BAD",
                name,
                expected,
                seen.end(),
                seen.admissionNanos() / NANOS_A_MILLI,
                seen.worstOverNanos() / NANOS_A_MILLI);
    }

    private Verdict verdict(Latencies idle, Latencies attacked, Victim victim) {
        var before = idle.summary();
        var during = attacked.summary();
        var over = overruns.isEmpty() ? NONE : overruns.summary();
        out.printf(
                Locale.ROOT,
                "victim: %d jobs alone, p50 %.3f p99 %.3f ms; %d beside the attacks, p50 %.3f p99 %.3f max %.1f ms; %d failed%n",
                before.count(),
                before.p50(),
                before.p99(),
                during.count(),
                during.p50(),
                during.p99(),
                during.max(),
                victim.failures());
        out.printf(
                Locale.ROOT,
                "deadlines: %d jobs were stopped at theirs, over by p50 %.1f p99 %.1f max %.1f ms%n",
                over.count(),
                over.p50(),
                over.p99(),
                over.max());
        unexpected.forEach(name -> out.println("not as expected: " + name));
        return new Verdict(
                cases,
                unexpected,
                stuck,
                outOfMemory,
                over.p99(),
                during.p99() / before.p99(),
                victim.failures());
    }
}
