package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.worker.flow.Need;
import dev.pointsman.worker.job.Unbegun;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A module that is to be looked at: the same for all jobs that want it. Immutable. */
record ModuleNeed(ModuleDigest module, Supplier<CompletableFuture<?>> look) implements Need {
    static ModuleNeed of(Unbegun job) {
        return new ModuleNeed(job.module(), job.look());
    }

    /**
     * Told by a thread that does nothing else: the one that looks at modules has the next to do.
     */
    @Override
    public void fetch(Runnable then) {
        var _ = look.get().whenCompleteAsync((_, _) -> then.run(), Thread::startVirtualThread);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModuleNeed(var its, _) && its.equals(module);
    }

    @Override
    public int hashCode() {
        return module.hashCode();
    }
}
