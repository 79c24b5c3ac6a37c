package dev.pointsman.worker.host;

import dev.pointsman.contracts.ModuleName;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.tenant.Policy;
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
            keep(key, made);
        }
        return made.table;
    }

    private void keep(Key key, Made made) {
        if (tables.size() >= MOST) {
            tables.clear();
        }
        tables.put(key, made);
    }

    private record Key(TenantId tenant, ModuleName module) {
        /** Written out: asked for every job, and what a record has by itself is not inlined. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Key that
                    && module.value().equals(that.module.value())
                    && tenant.equals(that.tenant);
        }

        @Override
        public int hashCode() {
            return 31 * tenant.hashCode() + module.value().hashCode();
        }
    }

    /** The same object, not an equal one: policies are made once a version of their file. */
    private record Made(Policy policy, HostTable table) {}
}
