package dev.pointsman.worker.job;

import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.tenant.Tenants;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether any jobs keep their key's order while they wait for another attempt. Asked when a
 * partition is begun, by the policies of that moment. Safe on every thread.
 */
public record KeyOrders(Supplier<Tenants> tenants) {
    /**
     * Where jobs of all tenants are, or of this one only.
     *
     * @param owner the one, if there is only one
     */
    public boolean areKept(Optional<TenantId> owner) {
        var now = tenants.get();
        return owner.map(tenant -> now.policyOf(tenant).stream())
                .orElseGet(() -> now.policies().values().stream())
                .anyMatch(Policy::keepsOrder);
    }

    /** Where none do. */
    public static KeyOrders none() {
        var nobody = new Tenants("", Map.of());
        return new KeyOrders(() -> nobody);
    }
}
