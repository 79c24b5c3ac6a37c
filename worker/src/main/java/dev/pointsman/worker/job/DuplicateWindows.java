package dev.pointsman.worker.job;

import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.tenant.Tenants;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/**
 * For how long a job of a tenant is the same when it is published again. Asked for every job, and
 * answered at once as long as no policy says anything about it. Safe on every thread.
 */
public record DuplicateWindows(Supplier<Tenants> tenants, InstantSource time) {
    /** None if nobody looks for the tenant's duplicates. */
    public Duration of(TenantId tenant) {
        var now = tenants.get();
        return now.anyDuplicates()
                ? now.policyOf(tenant).map(Policy::duplicates).orElse(Duration.ZERO)
                : Duration.ZERO;
    }

    /** Whether the tenant has a policy at all. */
    public boolean isKnown(TenantId tenant) {
        return tenants.get().policyOf(tenant).isPresent();
    }

    /** Where nobody looks for any. */
    public static DuplicateWindows none() {
        var nobody = new Tenants("", Map.of());
        return new DuplicateWindows(() -> nobody, InstantSource.system());
    }
}
