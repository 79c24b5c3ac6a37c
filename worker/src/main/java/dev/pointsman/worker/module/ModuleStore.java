package dev.pointsman.worker.module;

import dev.pointsman.contracts.ModuleName;
import dev.pointsman.contracts.TenantId;
import java.util.Optional;

/** Where modules come from. Safe on every thread. */
public interface ModuleStore {
    /**
     * The module a tenant means by this name: its own where it has one, else the one for everybody.
     * Asked once a job, so answered from memory.
     */
    Optional<StoredModule> find(TenantId tenant, ModuleName name);
}
