package dev.pointsman.worker.flow;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;

/**
 * Jobs of one tenant and one key; inside a partition they run one after another, in order. Lanes
 * are ordered, for a map has nothing else to go by where publishers choose keys that share their
 * hash.
 */
public record Lane(TenantId tenant, Payload key) implements Comparable<Lane> {
    /** Written out: asked many times a job, and what a record has by itself is not inlined. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Lane that && key.equals(that.key) && tenant.equals(that.tenant);
    }

    @Override
    public int hashCode() {
        return 31 * tenant.hashCode() + key.hashCode();
    }

    @Override
    public int compareTo(Lane other) {
        var byTenant = tenant.compareTo(other.tenant);
        return byTenant == 0 ? key.compareTo(other.key) : byTenant;
    }
}
