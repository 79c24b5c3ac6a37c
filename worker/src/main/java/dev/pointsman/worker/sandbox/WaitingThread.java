package dev.pointsman.worker.sandbox;

import dev.pointsman.worker.context.CurrentContext;
import dev.pointsman.worker.context.JobContext;
import dev.pointsman.worker.host.Waiting;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

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
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException("work done for a guest failed", e.getCause());
        }
    }

    @Override
    public Duration left() {
        return thread.timeLeft();
    }
}
