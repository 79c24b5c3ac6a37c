package dev.pointsman.worker.job;

import dev.pointsman.contracts.ModuleDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * A job whose module nobody has looked at yet. Nothing of it has begun: it is run once more when
 * that is done, or when it expires.
 *
 * @param look has the module looked at; does not wait for it
 * @param untilExpiry none if it does not expire
 */
public record Unbegun(
        ModuleDigest module, Supplier<CompletableFuture<?>> look, Optional<Duration> untilExpiry)
        implements JobStep {
    /** Has the module looked at, and waits for it; for who has a thread to spare. */
    void await() {
        try {
            look.get().get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the worker stops before the module was looked at");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a defect stopped the look at a module", e.getCause());
        }
    }
}
