package dev.pointsman.it.hostile;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.WasmBytes;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Many modules, each run many times, in one process: what is used of heap and metaspace after
 * collections must not grow with either. Owned by one thread.
 */
final class Soak {
    private static final TenantId TENANT = new TenantId("soak");
    private static final int SAMPLES = 10;
    private static final int CALM = 3;
    private static final long MIB = 1024 * 1024;
    private static final long MAX_HEAP_GROWTH = 16 * MIB;
    private static final long MAX_METASPACE_GROWTH = 8 * MIB;

    private final House house;
    private final PrintStream out;
    private final List<Sample> samples = new ArrayList<>();

    Soak(House house, PrintStream out) {
        this.house = house;
        this.out = out;
        house.tenant(TENANT, TestingLimits.ROOMY);
    }

    /** Whether both are flat once the cache of modules is full. */
    boolean run(int modules, int instances) throws InterruptedException {
        var each = Math.max(1, instances / modules);
        for (var module = 0; module < modules; module++) {
            // One name, so that files of the run do not grow either: the digest tells them apart.
            house.upload("soak", module(module));
            for (var i = 0; i < each; i++) {
                runOnce();
            }
            if ((module + 1) % Math.max(1, modules / SAMPLES) == 0) {
                sample(module + 1, (long) (module + 1) * each);
            }
        }
        return isFlat();
    }

    private void runOnce() throws InterruptedException {
        try {
            var end = Seen.endOf(house.start(TENANT, "soak", Payload.EMPTY).get());
            if (!end.equals(HostileCase.SUCCESS)) {
                throw new IllegalStateException("a job of the soak ended with " + end);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a job did not end in an outcome", e.getCause());
        }
    }

    private void sample(int modules, long instances) {
        System.gc();
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        var metaspace =
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getName().equals("Metaspace"))
                        .map(MemoryPoolMXBean::getUsage)
                        .mapToLong(usage -> usage.getUsed())
                        .sum();
        samples.add(new Sample(heap, metaspace));
        out.printf(
                "modules=%d instances=%d heap_mib=%d metaspace_mib=%d%n",
                modules, instances, heap / MIB, metaspace / MIB);
    }

    /** The last sample against the worst of those after the first few. */
    private boolean isFlat() {
        var calm = samples.get(Math.min(CALM, samples.size() - 1));
        var last = samples.getLast();
        var heap = last.heap - calm.heap;
        var metaspace = last.metaspace - calm.metaspace;
        out.printf("heap_growth_mib=%d metaspace_growth_mib=%d%n", heap / MIB, metaspace / MIB);
        return heap <= MAX_HEAP_GROWTH && metaspace <= MAX_METASPACE_GROWTH;
    }

    /** Each its own digest and its own generated code. */
    private static Payload module(int number) {
        return WasmBytes.module()
                .function(
                        ">",
                        1,
                        "loop #40 local.get 0 i32.const "
                                + number
                                + " i32.store 0 0 local.get 0 i32.const 4 i32.add local.tee 0 "
                                + "i32.const 256 i32.ne br_if 0 end")
                .memory(16, 16)
                .table(16)
                .export("_start", 0)
                .bytes();
    }

    private record Sample(long heap, long metaspace) {}
}
