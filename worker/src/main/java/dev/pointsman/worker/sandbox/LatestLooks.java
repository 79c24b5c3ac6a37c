package dev.pointsman.worker.sandbox;

import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.TenantId;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;

/**
 * The last module that was looked at for each tenant: a cache that is full of what is used more
 * would drop it before the job that waits for it has a thread. Bounded by what they take of the
 * heap; the oldest goes first, the newest stays whatever it takes, for which a share of its own is
 * set aside ({@link GuestModule#MAX_HEAP_BYTES}). Safe on every thread.
 */
final class LatestLooks {
    private final long maxBytes;
    private final SequencedMap<TenantId, Latest> looks = new LinkedHashMap<>();

    LatestLooks(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    void add(TenantId tenant, ModuleDigest digest, CompletableFuture<Admission> look) {
        put(tenant, new Latest(digest, look));
        // What it takes is known when it has ended; and not to be told under this lock.
        var _ = look.whenComplete((_, _) -> dropOldest());
    }

    private synchronized void put(TenantId tenant, Latest look) {
        looks.remove(tenant);
        looks.put(tenant, look);
    }

    /** As long as there are too many, but never the newest. */
    private synchronized void dropOldest() {
        var bytes = looks.values().stream().mapToLong(Latest::bytes).sum();
        var oldest = looks.values().iterator();
        for (var left = looks.size(); left > 1 && bytes - newestBytes() > maxBytes; left--) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }

    private long newestBytes() {
        return looks.sequencedValues().getLast().bytes();
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
