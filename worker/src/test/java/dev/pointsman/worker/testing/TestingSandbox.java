package dev.pointsman.worker.testing;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Usage;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.context.JobContext;
import dev.pointsman.worker.effects.Effects;
import dev.pointsman.worker.host.HostFunction;
import dev.pointsman.worker.host.HostFunctions;
import dev.pointsman.worker.host.HostTables;
import dev.pointsman.worker.sandbox.Admission;
import dev.pointsman.worker.sandbox.Gate;
import dev.pointsman.worker.sandbox.GuestModule;
import dev.pointsman.worker.sandbox.JobThreads;
import dev.pointsman.worker.sandbox.Modules;
import dev.pointsman.worker.sandbox.Sandbox;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A gate, a sandbox and one job thread, by the system's clock. Safe on every thread. */
public final class TestingSandbox implements AutoCloseable {
    /** A guest that is not stopped fails its test, instead of holding up the build. */
    private static final int PATIENCE_SECONDS = 60;

    private final Gate gate;
    private final Sandbox sandbox;
    private final JobThreads threads;

    public TestingSandbox() {
        this(1, List.of());
    }

    /** A sandbox with as many threads, and with more host functions than the worker's own. */
    public TestingSandbox(int threads, List<HostFunction> more) {
        var functions = Main.hostFunctions().with(more);
        this.gate = new Gate(functions);
        this.sandbox = new Sandbox(new HostTables(functions), InstantSource.system());
        this.threads = new JobThreads(threads);
    }

    /** Modules without a bound that a test could meet. */
    public static Modules modules() {
        return modules(Main.hostFunctions());
    }

    /** The same, which may import these functions. */
    public static Modules modules(HostFunctions functions) {
        return new Modules(
                new Gate(functions), Long.MAX_VALUE, Duration.ofSeconds(PATIENCE_SECONDS));
    }

    public Gate gate() {
        return gate;
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    public JobThreads threads() {
        return threads;
    }

    /** The module, which has to be one that is admitted. */
    public GuestModule admitted(Payload module) {
        return switch (gate.admit(module)) {
            case Admission.Admitted(var guest) -> guest;
            case Admission.Refused(var code, var detail) ->
                    throw new AssertionError(code + ": " + detail);
        };
    }

    /** Runs a module for nobody in particular, to its end. */
    public Ended run(WasmBytes module) {
        return run(module.bytes(), TestingContexts.context());
    }

    public Ended run(Payload module, JobContext context) {
        return run(admitted(module), context);
    }

    public Ended run(GuestModule module, JobContext context) {
        return await(start(module, context));
    }

    public Future<Ended> start(GuestModule module, JobContext context) {
        return threads.submit(() -> {
            var effects = TestingStates.effects(context);
            var end = sandbox.run(now(context), effects, module);
            return new Ended(end.outcome(), effects, end.usage());
        });
    }

    /** The same job, beginning now. */
    public static JobContext now(JobContext job) {
        return new JobContext(
                job.request(),
                job.key(),
                job.digest(),
                job.policy(),
                job.attempt(),
                InstantSource.system().instant(),
                job.origin());
    }

    public static <T> T await(Future<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the job did not end in an outcome", e);
        }
    }

    @Override
    public void close() {
        threads.close();
    }

    /** How a job ended, and what it had asked for. */
    public record Ended(Outcome outcome, Effects effects, Usage usage) {
        /** The error it ended with, which it has to have. */
        public ErrorCode code() {
            return ((Outcome.Errored) outcome).code();
        }
    }
}
