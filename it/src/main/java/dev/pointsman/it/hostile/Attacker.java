package dev.pointsman.it.hostile;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.tenant.HttpGrant;
import dev.pointsman.worker.tenant.Limits;
import dev.pointsman.worker.testing.TestingLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The tenant that uploads hostile modules, and runs them one after the other. Owned by one thread.
 */
final class Attacker {
    static final Duration TIMEOUT = Duration.ofMillis(200);

    private static final TenantId TENANT = new TenantId("attacker");

    /** Longer than a module may take to compile, and its job to run. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final House house;
    private final int rounds;
    private int uploads;

    /**
     * @param rounds how often a module that is admitted is run
     * @param http where its guests may ask
     */
    Attacker(House house, int rounds, HttpGrant http) {
        this.house = house;
        this.rounds = rounds;
        house.tenant(TENANT, limits(), http);
    }

    /** Those a worker begins with, but for the time. */
    private static Limits limits() {
        return new Limits(
                TIMEOUT,
                5_000_000_000L,
                256,
                256,
                900_000,
                100_000,
                100,
                100,
                900_000,
                TestingLimits.ROOMY.state());
    }

    Seen attack(HostileCase attack) throws InterruptedException {
        var module = "attack-" + ++uploads;
        house.upload(module, attack.module().get());
        var begun = System.nanoTime();
        var ends = new TreeSet<String>();
        var over = new ArrayList<Long>();
        var admission = run(module, begun, ends, over);
        for (var round = 1;
                round < rounds && attack.runs() && !ends.contains(Seen.STUCK);
                round++) {
            run(module, System.nanoTime(), ends, over);
        }
        return new Seen(String.join(", ", ends), over, admission);
    }

    /** Runs it once; answers what was not running. */
    private long run(String module, long begun, Set<String> ends, List<Long> over)
            throws InterruptedException {
        try {
            var job = house.start(TENANT, module, Payload.EMPTY);
            var finished = job.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            var end = Seen.endOf(finished);
            ends.add(end);
            if (end.equals(HostileCase.DEADLINE)) {
                over.add(overNanos(finished));
            }
            return System.nanoTime() - begun - duration(finished).toNanos();
        } catch (TimeoutException _) {
            ends.add(Seen.STUCK);
        } catch (ExecutionException e) {
            var isMemory = e.getCause() instanceof OutOfMemoryError;
            ends.add(isMemory ? Seen.OUT_OF_MEMORY : "thrown: " + e.getCause());
        }
        return 0;
    }

    private static long overNanos(FinishedJob job) {
        return Math.max(0, duration(job).minus(TIMEOUT).toNanos());
    }

    private static Duration duration(FinishedJob job) {
        return job.result().execution().duration();
    }
}
