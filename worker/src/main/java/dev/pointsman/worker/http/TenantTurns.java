package dev.pointsman.worker.http;

import dev.pointsman.contracts.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lets each tenant do so many of a thing at once; who comes too early waits for its own tenant, and
 * for no other. Safe on every thread.
 */
final class TenantTurns {
    private final int most;

    /** Of those only that have any; nobody's are under none. */
    private final Map<Optional<TenantId>, Integer> taken = new HashMap<>();

    TenantTurns(int most) {
        this.most = most;
    }

    synchronized void take(Optional<TenantId> tenant) throws InterruptedException {
        while (taken.getOrDefault(tenant, 0) == most) {
            wait();
        }
        taken.merge(tenant, 1, Integer::sum);
    }

    synchronized void giveBack(Optional<TenantId> tenant) {
        taken.computeIfPresent(tenant, (_, count) -> count == 1 ? null : count - 1);
        notifyAll();
    }
}
