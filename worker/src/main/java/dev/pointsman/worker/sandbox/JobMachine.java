package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.TrapException;
import com.dylibso.chicory.wasm.InvalidException;
import com.dylibso.chicory.wasm.UninstantiableException;
import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.host.Guest;
import dev.pointsman.worker.host.GuestExit;
import dev.pointsman.worker.host.HostTable;

/**
 * An instance's machine with the job's context attached: the one place where a host function finds
 * on whose behalf it was called. The engine makes it before the instance's first instruction, and
 * it cannot be moved to another instance. Owned by the thread that runs the job.
 */
final class JobMachine implements Machine {
    private final Machine machine;
    private final HostTable table;
    private final Guest guest;
    private final Meter meter;
    private final StackReserve stack;

    JobMachine(Machine machine, HostTable table, Guest guest, Meter meter, StackReserve stack) {
        this.machine = machine;
        this.table = table;
        this.guest = guest;
        this.meter = meter;
        this.stack = stack;
    }

    /**
     * Answers a host call of this instance by its own context; an instance of nobody's, or of a job
     * that has ended, is refused.
     */
    static long answer(Instance instance, int function, long... arguments) {
        if (instance.getMachine() instanceof JobMachine job && !job.meter.hasEnded()) {
            return job.answer(function, arguments);
        }
        throw new JobStopped(ErrorCode.WORKER_FAULT, "a host function was called outside a job");
    }

    /**
     * The engine has one exception for a slot that is not there, whether a segment is put into it
     * as the instance is made, which is the module's fault, or the guest writes to it, also in its
     * start function, which is a trap. And in modules of more than a thousand functions of a type,
     * the exception for an indirect call that finds another type is the one for modules that are
     * not valid.
     */
    @Override
    public long[] call(int function, long[] arguments) {
        try {
            return machine.call(function, arguments);
        } catch (UninstantiableException outside) {
            throw trap("" + outside.getMessage(), outside);
        } catch (InvalidException otherType) {
            throw trap("indirect call type mismatch", otherType);
        }
    }

    private static TrapException trap(String what, RuntimeException thrown) {
        var trap = new TrapException(what);
        trap.setStackTrace(thrown.getStackTrace());
        return trap;
    }

    private long answer(int function, long... arguments) {
        stack.require();
        if (meter.hostCall() > guest.context().limits().maxHostCalls()) {
            throw new JobStopped(
                    ErrorCode.HOST_CALL_LIMIT,
                    "more than "
                            + guest.context().limits().maxHostCalls()
                            + " calls to the host (limit max-host-calls)");
        }
        // A host call may take as long as thousands of the guest's own instructions.
        var from = JobThread.current().requireTime();
        try {
            return table.at(function).answer(guest, arguments);
        } catch (JobStopped | GuestExit end) {
            throw end;
        } catch (RuntimeException defect) {
            throw new HostFault(defect);
        } finally {
            meter.hostTime(System.nanoTime() - from);
        }
    }
}
