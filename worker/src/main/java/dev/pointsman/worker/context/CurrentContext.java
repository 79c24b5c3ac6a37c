package dev.pointsman.worker.context;

import java.util.Optional;

/**
 * The context of the job that runs on this thread, for code of the host that has no instance at
 * hand, such as logging. Host functions take theirs from the instance. Safe on every thread.
 */
public final class CurrentContext {
    private static final ScopedValue<JobContext> CURRENT = ScopedValue.newInstance();

    private CurrentContext() {}

    /** Runs the body on behalf of this job; the sandbox is the one place that does. */
    public static <R, X extends Throwable> R with(
            JobContext context, ScopedValue.CallableOp<R, X> body) throws X {
        return ScopedValue.where(CURRENT, context).call(body);
    }

    /** The context, if a job runs on this thread. */
    public static Optional<JobContext> get() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }
}
