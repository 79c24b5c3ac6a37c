package dev.pointsman.worker.testing;

import dev.pointsman.worker.context.CurrentContext;
import dev.pointsman.worker.context.JobContext;
import dev.pointsman.worker.host.Waiting;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Does the work at once, on the thread that asks. Immutable, so safe on every thread. */
public record TestingWaiting(JobContext context) implements Waiting {
    @Override
    public <T> T during(Callable<T> work) {
        try {
            return CurrentContext.with(context, work::call);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("work done for a guest failed", e);
        }
    }

    @Override
    public Duration left() {
        return context.limits().timeout();
    }
}
