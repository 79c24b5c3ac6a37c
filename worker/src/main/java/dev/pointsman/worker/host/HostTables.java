package dev.pointsman.worker.host;

import dev.pointsman.contracts.ModuleName;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.tenant.Policy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The host table of every tenant's modules, made when it is first used and again when the policy
 * changes. As many as there are tenants and modules they may run. Safe on every thread.
 */
public final class HostTables {
    private final HostFunctions functions;
    private final Map<Key, Made> tables = new ConcurrentHashMap<>();

    public HostTables(HostFunctions functions) {
        this.functions = functions;
    }

    /** The functions the tables are of. */
    public HostFunctions functions() {
        return functions;
    }

    /** The table for a job of this module, under the policy that is in force for it. */
    @SuppressWarnings("ReferenceEquality") // that is what makes it cheap, see Made
    public HostTable of(Policy policy, ModuleName module) {
        var key = new Key(policy.tenant(), module);
        var made = tables.get(key);
        if (made == null || made.policy != policy) {
            made = new Made(policy, HostTable.of(functions, policy));
            tables.put(key, made);
        }
        return made.table;
    }

    private record Key(TenantId tenant, ModuleName module) {}

    /** The same object, not an equal one: policies are made once a version of their file. */
    private record Made(Policy policy, HostTable table) {}
}
