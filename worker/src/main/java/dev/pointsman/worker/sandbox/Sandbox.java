package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.TrapException;
import com.dylibso.chicory.wasm.InvalidException;
import com.dylibso.chicory.wasm.UninstantiableException;
import com.dylibso.chicory.wasm.UnlinkableException;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Wording;
import dev.pointsman.worker.context.CurrentContext;
import dev.pointsman.worker.context.JobContext;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.effects.Effects;
import dev.pointsman.worker.host.GuestIo;
import dev.pointsman.worker.host.HostTables;
import dev.pointsman.worker.tenant.Limits;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Runs guests: a fresh instance for every job, its context attached from before its first
 * instruction, under the limits of its tenant. Safe on every thread; runs guests on a {@link
 * JobThread} only.
 */
public final class Sandbox {
    private final HostTables tables;
    private final InstantSource time;

    public Sandbox(HostTables tables, InstantSource time) {
        this.tables = tables;
        this.time = time;
    }

    /**
     * Runs the job to its end. Whatever the guest does becomes an outcome; what escapes is a defect
     * of the virtual machine under us.
     *
     * @param effects filled as the guest runs; worth something only if the outcome is a success
     */
    public Outcome run(JobContext context, Effects effects, GuestModule module) {
        var thread = JobThread.current();
        var left = Duration.between(time.instant(), context.deadline());
        thread.arm(context.limits().fuel(), System.nanoTime() + left.toNanos());
        try {
            CurrentContext.with(context, () -> call(context, effects, module));
            return Ends.exit(0, effects);
        } catch (Throwable end) {
            return Ends.of(end, thread.stopReason(), effects);
        } finally {
            thread.disarm();
        }
    }

    private long[] call(JobContext context, Effects effects, GuestModule module) {
        return started(context, effects, module).export(ExportCheck.ENTRY).apply();
    }

    /** What admission could not see: an element segment out of range. */
    private Instance started(JobContext context, Effects effects, GuestModule module) {
        try {
            return instance(context, effects, module);
        } catch (UninstantiableException | UnlinkableException | InvalidException e) {
            if (e.getCause() instanceof TrapException trap) {
                throw trap;
            }
            throw new JobStopped(
                    ErrorCode.MODULE_REFUSED,
                    "the module cannot be started: " + Wording.printable("" + e.getMessage()));
        }
    }

    /** The engine runs the module's start function in here, so this too is inside the limits. */
    private Instance instance(JobContext context, Effects effects, GuestModule module) {
        var table = tables.of(context.policy());
        var io = new GuestIo(context, time);
        var thread = JobThread.current();
        return Instance.builder(module.outline())
                .withImportValues(module.imports())
                .withMachineFactory(instance ->
                        new JobMachine(
                                instance,
                                module.machines().apply(instance),
                                table,
                                context,
                                effects,
                                io))
                .withMemoryFactory(declared -> memory(module, declared, context.limits()))
                .withTableFactory((declared, value) -> new JobTable(declared, value, thread))
                .withStart(false)
                .build();
    }

    private static Memory memory(GuestModule module, MemoryLimits declared, Limits limits) {
        if (declared.initialPages() > limits.maxPages()) {
            throw new JobStopped(
                    ErrorCode.MEMORY_LIMIT,
                    "the module starts with "
                            + declared.initialPages()
                            + " pages of memory (limit max-pages: "
                            + limits.maxPages()
                            + ")");
        }
        return new JobMemory(module.image(), declared, limits, JobThread.current());
    }
}
