package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.wasm.ChicoryException;
import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Wording;
import dev.pointsman.worker.context.JobContext;
import dev.pointsman.worker.context.JobFields;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.effects.Effects;
import dev.pointsman.worker.effects.LogLine;
import dev.pointsman.worker.host.GuestExit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever ends a guest into an outcome. Stateless, so safe on every thread. */
final class Ends {
    private static final Logger LOGGER = LoggerFactory.getLogger(Ends.class);

    private Ends() {}

    /** The guest ended itself. */
    static Outcome exit(int code, Effects effects) {
        effects.logLines().close();
        if (code == 0) {
            return new Outcome.Succeeded(effects.output().toPayload());
        }
        var lastWords = effects.logLines().last().map(LogLine::text);
        return new Outcome.Failed(code, lastWords.orElse("the guest ended with exit code " + code));
    }

    /** Something was thrown through the guest of this job. */
    static Outcome of(
            Throwable end,
            Optional<JobThread.Stop> stop,
            JobContext job,
            Effects effects,
            FunctionNames names) {
        effects.logLines().close();
        return switch (end) {
            case GuestExit exit -> exit(exit.code(), effects);
            case JobStopped stopped -> stopped(stopped);
            case StackOverflowError _ -> stackExhausted();
            case VirtualMachineError broken -> throw broken;
            case HostFault fault -> fault(fault.defect(), job);
            case RuntimeException trap ->
                    stop.map(reason -> stopped(reason.toEnd()))
                            .orElseGet(() -> trapped(trap, names));
            default -> fault(end, job);
        };
    }

    private static Outcome stopped(JobStopped stopped) {
        return stopped.code() == ErrorCode.WITHDRAWN
                ? new Outcome.Cancelled(stopped.code(), stopped.detail())
                : new Outcome.Errored(stopped.code(), stopped.detail());
    }

    /**
     * The engine has a typed exception for most traps; bulk operations whose end overflows, and
     * exceptions the guest throws and does not catch, come as others.
     */
    private static Outcome trapped(RuntimeException trap, FunctionNames names) {
        if (trap.getCause() instanceof StackOverflowError) {
            return stackExhausted();
        }
        var reason =
                trap instanceof ChicoryException
                        ? trap.getMessage()
                        : trap.getClass().getSimpleName() + " in the engine";
        return new Outcome.Errored(
                ErrorCode.GUEST_TRAP,
                "the guest trapped: " + Wording.printable("" + reason) + BackTrace.of(trap, names));
    }

    private static Outcome stackExhausted() {
        return new Outcome.Errored(ErrorCode.STACK_EXHAUSTED, "the guest's calls nest too deeply");
    }

    /**
     * Nothing a guest does should come here; that it did is for us to know, with the stack trace
     * and whose job it was.
     */
    private static Outcome fault(Throwable end, JobContext job) {
        JobFields.on(LOGGER.atError(), job)
                .addKeyValue("record", job.origin())
                .setCause(end)
                .log("the engine failed in a way we have no name for");
        return new Outcome.Errored(
                ErrorCode.WORKER_FAULT, "the worker failed: " + end.getClass().getSimpleName());
    }
}
