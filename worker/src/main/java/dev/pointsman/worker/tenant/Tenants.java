package dev.pointsman.worker.tenant;

import dev.pointsman.contracts.TenantId;
import java.util.Map;
import java.util.Optional;

/**
 * All tenants at one moment. Immutable, so safe on every thread.
 *
 * @param version names the file's content, so that a result can say which policy it ran under
 * @param anyDuplicates whether any policy has duplicates looked for
 */
public record Tenants(String version, Map<TenantId, Policy> policies, boolean anyDuplicates) {
    public Tenants {
        policies = Map.copyOf(policies);
    }

    public Tenants(String version, Map<TenantId, Policy> policies) {
        this(
                version,
                policies,
                policies.values().stream().anyMatch(policy -> policy.duplicates().isPositive()));
    }

    /** The tenant's policy; empty for a tenant nobody knows, whose jobs are refused. */
    public Optional<Policy> policyOf(TenantId tenant) {
        return Optional.ofNullable(policies.get(tenant));
    }
}
