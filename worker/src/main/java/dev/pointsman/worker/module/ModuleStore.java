package dev.pointsman.worker.module;

import dev.pointsman.contracts.ModuleName;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import java.io.IOException;
import java.util.Optional;

/** Where modules come from. Safe on every thread. */
public interface ModuleStore {
    /**
     * The module a tenant means by this name: its own where it has one, else the one for everybody.
     * Asked once a job, so answered from memory.
     */
    Optional<StoredModule> find(TenantId tenant, ModuleName name);

    /** The bytes of a module that was found; whoever finds others in its place looks again. */
    default Payload bytesOf(StoredModule module) throws IOException {
        return module.bytes();
    }
}
