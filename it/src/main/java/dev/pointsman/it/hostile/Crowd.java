package dev.pointsman.it.hostile;

import dev.pointsman.contracts.TenantId;
import dev.pointsman.it.bench.load.Latencies;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.WasmBytes;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A noisy neighbour: a tenant that has thousands of loops to run, and among them many modules that
 * nobody has looked at yet, beside one that has a small job now and then, some with new modules,
 * too. Nobody's job may wait for more than one of the other's: for a thread, and for the look at
 * its module. Owned by one thread.
 */
final class Crowd {
    private static final TenantId NOISY = new TenantId("noisy");
    private static final TenantId QUIET = new TenantId("quiet");
    private static final Duration TIMEOUT = Duration.ofMillis(10);
    private static final int JOBS_ALONE = 2_000;
    private static final int NEW_MODULE_EVERY = 20;
    private static final long SECONDS_FOR_A_JOB = 120;
    private static final String LOOP = "crowd-loop";
    private static final String SMALL = "crowd-small";

    private final House house;
    private final PrintStream out;
    private final Set<String> quietEnds = new TreeSet<>();
    private int jobs;
    private int mostBegun;
    private int mostLookedAt;

    Crowd(House house, PrintStream out) {
        this.house = house;
        this.out = out;
        house.tenant(NOISY, TestingLimits.timeout(TIMEOUT));
        house.tenant(QUIET, TestingLimits.ROOMY);
        house.upload(LOOP, WasmBytes.program("loop #40 br 0 end").bytes());
        house.upload(SMALL, WasmBytes.program("").bytes());
    }

    /** Whether all came to their ends, and nobody waited for more than one of the other's. */
    boolean run(int loops, int newcomers, int atOnce) throws InterruptedException {
        try (var flow = new CrowdFlow(house, atOnce)) {
            var alone = new Latencies();
            while (jobs < JOBS_ALONE) {
                quiet(flow, SMALL, alone);
            }
            var crowd = offered(flow, loops, newcomers);
            var beside = new Latencies();
            while (!crowd.stream().allMatch(job -> job.end().isDone())) {
                quiet(
                        flow,
                        jobs % NEW_MODULE_EVERY == 0 ? newcomer("mine-" + jobs) : SMALL,
                        beside);
            }
            return verdict(crowd, alone.summary(), beside.summary());
        }
    }

    private List<CrowdJob> offered(CrowdFlow flow, int loops, int newcomers) {
        var crowd = new ArrayList<CrowdJob>();
        var every = Math.max(1, loops / Math.max(1, newcomers));
        for (var i = 0; i < loops; i++) {
            crowd.add(new CrowdJob(NOISY, LOOP));
            if (i % every == 0) {
                crowd.add(new CrowdJob(NOISY, newcomer("new-" + i)));
            }
        }
        crowd.forEach(flow::offer);
        return crowd;
    }

    /** A module of some size that nobody has seen. */
    private String newcomer(String name) {
        var numbers = "i32.const " + name.hashCode() + " drop ";
        house.upload(name, WasmBytes.program(numbers.repeat(2_000)).bytes());
        return name;
    }

    private void quiet(CrowdFlow flow, String module, Latencies noted) throws InterruptedException {
        var job = new CrowdJob(QUIET, module);
        var begun = System.nanoTime();
        flow.offer(job);
        quietEnds.add(end(job));
        noted.add(System.nanoTime() - begun);
        jobs++;
        mostBegun = Math.max(mostBegun, job.mostBegun());
        mostLookedAt = Math.max(mostLookedAt, job.mostLookedAt());
    }

    private static String end(CrowdJob job) throws InterruptedException {
        try {
            return Seen.endOf(job.end().get(SECONDS_FOR_A_JOB, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a job did not end in an outcome", e);
        }
    }

    private boolean verdict(List<CrowdJob> crowd, Latencies.Summary alone, Latencies.Summary beside)
            throws InterruptedException {
        var ends = new TreeSet<String>();
        for (var job : crowd) {
            ends.add(end(job));
        }
        out.printf(
                Locale.ROOT,
                "the other's jobs: %d alone, p50 %.3f p99 %.3f ms; %d beside it, p50 %.3f p99 %.3f max %.1f ms%n",
                alone.count(),
                alone.p50(),
                alone.p99(),
                beside.count(),
                beside.p50(),
                beside.p99(),
                beside.max());
        out.printf(
                "crowd=%d ends=%s others_ends=%s begun_before=%d looked_at_before=%d%n",
                crowd.size(), ends, quietEnds, mostBegun, mostLookedAt);
        return ends.equals(Set.of(HostileCase.DEADLINE, HostileCase.SUCCESS))
                && quietEnds.equals(Set.of(HostileCase.SUCCESS))
                && mostBegun <= 1
                && mostLookedAt <= 1;
    }
}
