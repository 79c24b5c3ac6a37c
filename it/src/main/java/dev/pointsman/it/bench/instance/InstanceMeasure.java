package dev.pointsman.it.bench.instance;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.host.HostTables;
import dev.pointsman.worker.sandbox.Admission;
import dev.pointsman.worker.sandbox.Gate;
import dev.pointsman.worker.sandbox.JobThreads;
import dev.pointsman.worker.sandbox.Sandbox;
import dev.pointsman.worker.tenant.Limits;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.TestingStates;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/**
 * Measures one side of every guest by the CPU time of its thread, the least of many runs: in a
 * process of its own, because the engine's code is quick only while it knows one class of memory.
 * Owned by one thread.
 */
public final class InstanceMeasure {
    private static final Duration MEASURED = Duration.ofMillis(1_500);
    private static final int INSTANCES_A_RUN = 1_000;
    private static final int MAX_PAGES = 1_024;
    private static final Limits LIMITS =
            new Limits(
                    Duration.ofMinutes(1),
                    1L << 40,
                    MAX_PAGES,
                    MAX_PAGES,
                    1,
                    1,
                    1,
                    1,
                    1,
                    TestingLimits.ROOMY.state());

    private InstanceMeasure() {}

    /** Nanoseconds of each guest in the sandbox, as {@code guest=nanos}. */
    public static String sandbox() {
        var gate = new Gate(Main.hostFunctions());
        var sandbox = new Sandbox(new HostTables(Main.hostFunctions()), InstantSource.system());
        try (var threads = new JobThreads(1)) {
            return threads.submit(() ->
                            each(guest -> {
                                var admitted = (Admission.Admitted) gate.admit(guest.module());
                                var job = TestingContexts.context(LIMITS);
                                return () ->
                                        sandbox.run(
                                                TestingSandbox.now(job),
                                                TestingStates.effects(LIMITS),
                                                admitted.module());
                            }))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the sandbox could not be measured", e);
        }
    }

    /** The same with the engine's own memory, and without fuel or deadline. */
    public static String engine() {
        return each(guest -> {
            var module = Parser.parse(guest.module().toBytes());
            var machines =
                    MachineFactoryCompiler.builder(module)
                            .withInterpreterFallback(InterpreterFallback.FAIL)
                            .compile();
            return () ->
                    Instance.builder(module)
                            .withMachineFactory(machines)
                            .withMemoryFactory(InstanceMeasure::memory)
                            .withStart(false)
                            .build()
                            .export("_start")
                            .apply();
        });
    }

    private static ByteArrayMemory memory(MemoryLimits limits) {
        return new ByteArrayMemory(
                new MemoryLimits(
                        limits.initialPages(), Math.min(limits.maximumPages(), MAX_PAGES)));
    }

    private static String each(Function<BenchGuest, Runnable> made) {
        var nanos = new StringBuilder();
        // What comes first would be measured while the JVM is still compiling.
        least(made.apply(BenchGuest.PAGES_2), INSTANCES_A_RUN);
        for (var guest : BenchGuest.values()) {
            var times = guest.isInstance() ? INSTANCES_A_RUN : 1;
            nanos.append(guest).append('=').append(least(made.apply(guest), times)).append(' ');
        }
        return nanos.toString().strip();
    }

    /** What one takes of its thread's CPU, in the run that took least. */
    private static long least(Runnable once, int times) {
        var cpu = ManagementFactory.getThreadMXBean();
        var least = Long.MAX_VALUE;
        var end = System.nanoTime() + MEASURED.toNanos();
        while (System.nanoTime() < end) {
            var from = cpu.getCurrentThreadCpuTime();
            for (var i = 0; i < times; i++) {
                once.run();
            }
            least = Math.min(least, (cpu.getCurrentThreadCpuTime() - from) / times);
        }
        return least;
    }
}
