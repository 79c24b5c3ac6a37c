package dev.pointsman.worker.sandbox;

import dev.pointsman.worker.context.CurrentContext;
import dev.pointsman.worker.context.JobContext;
import dev.pointsman.worker.host.Waiting;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * A job's thread as it waits for work done outside. The work has a virtual thread, so that it may
 * block, be interrupted, and die of a stack of its own; and the job's context there too. Owned by
 * the thread that runs the job.
 */
record WaitingThread(JobThread thread, JobContext context) implements Waiting {
    @Override
    public <T> T during(Callable<T> work) {
        var task = new FutureTask<>(() -> CurrentContext.with(context, work::call));
        Thread.ofVirtual().name("outside").start(task);
        try {
            return thread.await(task);
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        }
    }

    private static RuntimeException failed(@Nullable Throwable cause) {
        return switch (cause) {
            case RuntimeException known -> known;
            // Of a stack of the worker's own: thrown on, it would be taken for the guest's.
            case StackOverflowError deep -> unknown(deep);
            case VirtualMachineError broken -> throw broken;
            case null, default -> unknown(cause);
        };
    }

    private static RuntimeException unknown(@Nullable Throwable cause) {
        return new IllegalStateException("work done for a guest failed", cause);
    }

    @Override
    public Duration left() {
        return thread.timeLeft();
    }
}
