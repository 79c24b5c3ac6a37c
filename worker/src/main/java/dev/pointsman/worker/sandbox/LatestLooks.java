package dev.pointsman.worker.sandbox;

import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The last module that was looked at for each tenant: a cache that is full of what is used more
 * would drop it before the job that waits for it has a thread. Bounded by what they take of the
 * heap; the oldest goes first, the newest stays whatever it takes. Safe on every thread.
 */
final class LatestLooks {
    private final long maxBytes;
    private final Map<TenantId, Latest> looks = new LinkedHashMap<>();

    LatestLooks(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    synchronized void add(TenantId tenant, ModuleDigest digest, CompletableFuture<Admission> look) {
        looks.remove(tenant);
        dropOldest();
        looks.put(tenant, new Latest(digest, look));
    }

    private void dropOldest() {
        var bytes = looks.values().stream().mapToLong(Latest::bytes).sum();
        for (var oldest = looks.values().iterator(); bytes > maxBytes; ) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }

    /**
     * That of the tenant, if it is of this module and has ended. What could not be read is asked
     * again by the next.
     */
    synchronized Optional<CompletableFuture<Admission>> of(TenantId tenant, ModuleDigest digest) {
        var found =
                Optional.ofNullable(looks.get(tenant))
                        .filter(it -> it.digest.equals(digest) && it.look.isDone());
        found.filter(Latest::isToBeAskedAgain).ifPresent(_ -> looks.remove(tenant));
        return found.map(Latest::look);
    }

    private record Latest(ModuleDigest digest, CompletableFuture<Admission> look) {
        /** None of one that is under way. */
        long bytes() {
            return look.state() == CompletableFuture.State.SUCCESS ? look.resultNow().bytes() : 0;
        }

        boolean isToBeAskedAgain() {
            return look.state() == CompletableFuture.State.SUCCESS
                    && look.resultNow().equals(Modules.UNREADABLE);
        }
    }
}
