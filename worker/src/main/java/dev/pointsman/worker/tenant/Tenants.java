package dev.pointsman.worker.tenant;

import dev.pointsman.contracts.TenantId;
import java.util.Map;
import java.util.Optional;

/**
 * All tenants at one moment. Immutable, so safe on every thread.
 *
 * @param version names the file's content, so that a result can say which policy it ran under
 */
public record Tenants(String version, Map<TenantId, Policy> policies) {
    public Tenants {
        policies = Map.copyOf(policies);
    }

    /** The tenant's policy; empty for a tenant nobody knows, whose jobs are refused. */
    public Optional<Policy> policyOf(TenantId tenant) {
        return Optional.ofNullable(policies.get(tenant));
    }
}
