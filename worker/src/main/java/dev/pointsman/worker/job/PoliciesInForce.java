package dev.pointsman.worker.job;

import dev.pointsman.contracts.Execution;
import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.ModuleName;
import dev.pointsman.worker.module.StoredModule;
import dev.pointsman.worker.sandbox.GuestModule;
import dev.pointsman.worker.tenant.NamePattern;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.tenant.Requested;
import dev.pointsman.worker.tenant.TenantModule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is in force for each of a tenant's modules: of what the policy grants it, that which it
 * requests, or all of it where it requests nothing in particular. Made once a version of policy and
 * module. Safe on every thread.
 */
final class PoliciesInForce {
    /** Beyond that all are forgotten and made again: a tenant may have new names for ever. */
    static final int MOST = 1_000;

    private final Map<TenantModule, Made> policies = new ConcurrentHashMap<>();

    @SuppressWarnings("ReferenceEquality") // a policy is made once a version of its file
    InForce inForce(Policy policy, ModuleName name, StoredModule stored, GuestModule module) {
        var key = new TenantModule(policy.tenant(), name);
        var made = policies.get(key);
        if (made == null || made.from != policy || !made.stored.equals(stored)) {
            var inForce = policy.inForce(name, requests(stored, module));
            made = new Made(policy, stored, InForce.of(inForce, stored.digest()));
            keep(key, made);
        }
        return made.inForce;
    }

    private void keep(TenantModule key, Made made) {
        if (policies.size() >= MOST) {
            policies.clear();
        }
        policies.put(key, made);
    }

    /** The file beside a module is its operator's word, and counts instead of the author's. */
    private static Optional<List<NamePattern>> requests(StoredModule stored, GuestModule module) {
        return stored.requests().map(Requested::in).or(module::requests);
    }

    /**
     * What jobs of the module are run under.
     *
     * @param execution one of them, before it began
     */
    record InForce(Policy policy, Execution execution) {
        static InForce of(Policy policy, ModuleDigest digest) {
            return new InForce(policy, Execution.NONE.of(Optional.of(digest), policy.version()));
        }
    }

    private record Made(Policy from, StoredModule stored, InForce inForce) {}
}
