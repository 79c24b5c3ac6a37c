package dev.pointsman.it.bench.instance;

import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.sandbox.JobThreads;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;

/**
 * Measures guests on one side by the CPU time of their thread, the least of many runs: in a process
 * of its own, because the engine's code is quick only while it knows one class of memory. For one
 * thread.
 */
public final class InstanceMeasure implements AutoCloseable {
    private static final int INSTANCES_A_RUN = 1_000;

    private final Side side;
    private final BiFunction<Payload, Payload, Runnable> jobs;
    private final Path modules;
    private final JobThreads threads = new JobThreads(1);
    private final Map<BenchGuest, LeastCpu> made = new EnumMap<>(BenchGuest.class);

    /**
     * @param modules the folder where the modules of programs are
     */
    public InstanceMeasure(Side side, Path modules) {
        this.side = side;
        this.jobs = jobs(side);
        this.modules = modules;
    }

    private static BiFunction<Payload, Payload, Runnable> jobs(Side side) {
        var functions = Main.hostFunctions();
        return switch (side) {
            case SANDBOX, UNFLAGGED -> new InSandbox(functions)::job;
            case FREED -> new InSandbox(InSandbox.freeing(functions))::job;
            case METERED -> InEngine::meteredJob;
            case ENGINE -> InEngine::job;
        };
    }

    /** Nanoseconds of one job of this guest; the first time, it is run until it is quick. */
    public long nanos(BenchGuest guest) {
        // A thread of our own kind would be something of ours.
        return side == Side.ENGINE ? measured(guest) : onJobThread(guest);
    }

    private long onJobThread(BenchGuest guest) {
        try {
            return threads.submit(() -> measured(guest)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(guest + " could not be measured", e);
        }
    }

    @Override
    public void close() {
        threads.close();
    }

    private long measured(BenchGuest guest) {
        return made.computeIfAbsent(guest, this::warmed).nanos();
    }

    private LeastCpu warmed(BenchGuest guest) {
        var job = jobs.apply(guest.module(modules), BenchJob.input(guest));
        var least = new LeastCpu(job, times(guest));
        least.warmUp();
        return least;
    }

    private static int times(BenchGuest guest) {
        return guest.kind() == BenchGuest.Kind.INSTANCE ? INSTANCES_A_RUN : 1;
    }
}
