package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.runtime.Instance;
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
import dev.pointsman.worker.host.Guest;
import dev.pointsman.worker.host.GuestIo;
import dev.pointsman.worker.host.HostTables;
import dev.pointsman.worker.host.Outside;
import dev.pointsman.worker.tenant.Limits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Runs guests: a fresh instance for every job, its context attached from before its first
 * instruction, under the limits of its tenant. Safe on every thread; runs guests on a {@link
 * JobThread} only.
 */
public final class Sandbox {
    /** What the tables of one job take of the heap at most: a number a slot, and a copy. */
    public static final long MAX_TABLE_BYTES =
            ModuleScan.MAX_TABLES * JobTable.MAX_SLOTS * 2L * Integer.BYTES;

    private final HostTables tables;
    private final InstantSource time;
    private final Function<JobContext, Duration> patience;

    public Sandbox(HostTables tables, InstantSource time) {
        this(tables, time, job -> Duration.between(job.startedAt(), job.deadline()));
    }

    /**
     * A sandbox whose guests have as long as this says, whatever their deadline is; for one that
     * has passed already, since the job is run again.
     */
    public Sandbox(HostTables tables, InstantSource time, Function<JobContext, Duration> patience) {
        this.tables = tables;
        this.time = time;
        this.patience = patience;
    }

    /**
     * Runs the job to its end. Whatever the guest does becomes an outcome; what escapes is a defect
     * of the virtual machine under us.
     *
     * @param effects filled as the guest runs; worth something only if the outcome is a success
     */
    public GuestEnd run(JobContext context, Effects effects, GuestModule module) {
        var thread = JobThread.current();
        var meter = new Meter();
        var left = patience.apply(context).toNanos();
        var from = thread.arm(context.limits().fuel(), left, module.cost().fuelALook());
        try {
            CurrentContext.with(context, () -> call(context, effects, module, meter));
            return end(Ends.exit(0, effects), meter, context, from);
        } catch (Throwable end) {
            var outcome = Ends.of(end, thread.stopReason(), context, effects, module.names());
            return end(outcome, meter, context, from);
        } finally {
            meter.end();
            thread.disarm();
        }
    }

    private static GuestEnd end(Outcome outcome, Meter meter, JobContext context, long from) {
        var fuel = context.limits().fuel() - JobThread.current().fuelLeft();
        var duration = Duration.ofNanos(System.nanoTime() - from);
        return new GuestEnd(outcome, duration, meter.usage(fuel));
    }

    private long[] call(JobContext context, Effects effects, GuestModule module, Meter meter) {
        return started(context, effects, module, meter).export(ExportCheck.ENTRY).apply();
    }

    /** What admission could not see: an element segment out of range. */
    private Instance started(JobContext context, Effects effects, GuestModule module, Meter meter) {
        try {
            return instance(context, effects, module, meter);
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
    private Instance instance(
            JobContext context, Effects effects, GuestModule module, Meter meter) {
        var table = tables.of(context.policy(), context.module());
        var io = new GuestIo(context, time);
        var thread = JobThread.current();
        var outside = new Outside(new WaitingThread(thread, context));
        var stack = new StackReserve(thread, module.cost().frameBytes());
        return module.instances()
                .make(
                        instance -> {
                            var memory = new LinearMemory(instance, meter);
                            var guest = new Guest(context, effects, memory, io, outside);
                            var machine = module.machines().apply(instance);
                            return new JobMachine(machine, table, guest, meter, stack);
                        },
                        declared -> {
                            var memory = memory(module, declared, context.limits());
                            meter.memory(memory);
                            return memory;
                        },
                        (declared, image) -> new JobTable(declared, image, thread));
    }

    private static JobMemory memory(GuestModule module, MemoryLimits declared, Limits limits) {
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
