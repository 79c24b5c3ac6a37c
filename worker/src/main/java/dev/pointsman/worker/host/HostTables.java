package dev.pointsman.worker.host;

import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.tenant.Policy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The host table of every tenant, made when its policy is first used and again when that changes.
 * As many as there are tenants. Safe on every thread.
 */
public final class HostTables {
    private final HostFunctions functions;
    private final Map<TenantId, Made> tables = new ConcurrentHashMap<>();

    public HostTables(HostFunctions functions) {
        this.functions = functions;
    }

    /** The functions the tables are of. */
    public HostFunctions functions() {
        return functions;
    }

    /** The table for a job under this policy. */
    public HostTable of(Policy policy) {
        var made = tables.get(policy.tenant());
        if (made == null || !made.version.equals(policy.version())) {
            made = new Made(policy.version(), HostTable.of(functions, policy));
            tables.put(policy.tenant(), made);
        }
        return made.table;
    }

    private record Made(String version, HostTable table) {}
}
