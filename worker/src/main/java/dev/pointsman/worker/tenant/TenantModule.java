package dev.pointsman.worker.tenant;

import dev.pointsman.contracts.ModuleName;
import dev.pointsman.contracts.TenantId;

/** What is kept for each module of a tenant goes by it. Immutable, so safe on every thread. */
public record TenantModule(TenantId tenant, ModuleName module) {
    /** Written out: asked for every job, and what a record has by itself is not inlined. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TenantModule that
                && module.value().equals(that.module.value())
                && tenant.equals(that.tenant);
    }

    @Override
    public int hashCode() {
        return 31 * tenant.hashCode() + module.value().hashCode();
    }
}
