package dev.pointsman.worker.host;

import dev.pointsman.contracts.ModuleName;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.tenant.TenantModule;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The host table of every tenant's modules, made when it is first used and again when the policy
 * changes. Safe on every thread.
 */
public final class HostTables {
    /** Beyond that all are forgotten and made again: a tenant may have new names for ever. */
    static final int MOST = 1_000;

    private final HostFunctions functions;
    private final Map<TenantModule, Made> tables = new ConcurrentHashMap<>();

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
        var key = new TenantModule(policy.tenant(), module);
        var made = tables.get(key);
        if (made == null || made.policy != policy) {
            made = new Made(policy, HostTable.of(functions, policy));
            keep(key, made);
        }
        return made.table;
    }

    private void keep(TenantModule key, Made made) {
        if (tables.size() >= MOST) {
            tables.clear();
        }
        tables.put(key, made);
    }

    /** The same object, not an equal one: policies are made once a version of their file. */
    private record Made(Policy policy, HostTable table) {}
}
