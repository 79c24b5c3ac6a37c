package dev.pointsman.worker.observe.admin;

import dev.pointsman.worker.observe.meters.RunningJob;
import dev.pointsman.worker.observe.meters.RunningJobs;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.tenant.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * All that the page shows at one moment, as JSON. No payload, no header's value but ids and names,
 * no configured value of a tenant. Safe on every thread.
 */
public final class Overview {
    /** More than anybody reads; a file of tenants may be long. */
    private static final int MAX_TENANTS = 200;

    private final Supplier<Tenants> tenants;
    private final RunningJobs running;
    private final Tally tally;
    private final DoubleSupplier lag;
    private final InstantSource time;

    public Overview(
            Supplier<Tenants> tenants,
            RunningJobs running,
            Tally tally,
            DoubleSupplier lag,
            InstantSource time) {
        this.tenants = tenants;
        this.running = running;
        this.tally = tally;
        this.lag = lag;
        this.time = time;
    }

    /** In one line. */
    String json(Optional<String> trouble) {
        var now = time.instant();
        return Json.of(
                Map.of(
                        "time", now.toEpochMilli(),
                        "trouble", trouble.orElse(""),
                        "lag", Math.round(lag.getAsDouble()),
                        "outcomes", tally.outcomes(),
                        "errors", tally.errors(),
                        "running", running.list().stream().map(it -> running(it, now)).toList(),
                        "tenants", tenants(),
                        "modules", tally.modules(),
                        "failures", tally.failures()));
    }

    private Map<String, Object> running(RunningJob job, Instant now) {
        return Map.of(
                "tenant", job.request().tenant(),
                "module", job.request().module().name(),
                "job", job.request().id(),
                "ranMillis", Duration.between(job.startedAt(), now).toMillis(),
                "mayMillis", Duration.between(job.startedAt(), deadline(job)).toMillis());
    }

    /** By the policy of now; the job itself keeps the one it began with. */
    private Instant deadline(RunningJob job) {
        var timeout =
                tenants.get()
                        .policyOf(job.request().tenant())
                        .map(it -> it.limits().timeout())
                        .orElse(Duration.ZERO);
        var timedOut = job.startedAt().plus(timeout);
        return job.request().expiry().filter(it -> it.isBefore(timedOut)).orElse(timedOut);
    }

    private List<Map<String, Object>> tenants() {
        return tenants.get().policies().values().stream()
                .sorted((one, other) -> one.tenant().value().compareTo(other.tenant().value()))
                .limit(MAX_TENANTS)
                .map(this::tenant)
                .toList();
    }

    private Map<String, Object> tenant(Policy policy) {
        return Map.of(
                "tenant", policy.tenant(),
                "modules", policy.modules().stream().map(Object::toString).toList(),
                "timeout", policy.limits().timeout().toString(),
                "jobs", tally.ofTenant(policy.tenant().value()));
    }
}
