package dev.pointsman.worker.context;

import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.ModuleName;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.tenant.Limits;
import dev.pointsman.worker.tenant.Policy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * On whose behalf a job runs, and with which rights: everything a host function decides by.
 * Immutable, so safe on every thread.
 *
 * @param request the job
 * @param key the key of the job's record
 * @param digest the module that runs
 * @param policy what the tenant may do, as it was when the job began
 * @param attempt 1 for the first
 * @param startedAt when the job began, to the millisecond
 * @param origin where the job's record stands
 */
public record JobContext(
        JobRequest request,
        Optional<Payload> key,
        ModuleDigest digest,
        Policy policy,
        int attempt,
        Instant startedAt,
        Origin origin) {
    /** A guest can work its start out from its deadline, and is told it no closer than the time. */
    public JobContext {
        startedAt = startedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    public TenantId tenant() {
        return request.tenant();
    }

    public ModuleName module() {
        return request.module().name();
    }

    public JobId jobId() {
        return request.id();
    }

    public Limits limits() {
        return policy.limits();
    }

    /** When the job is stopped: after its timeout, or when it expires if that is sooner. */
    public Instant deadline() {
        var timedOut = startedAt.plus(limits().timeout());
        return request.expiry().filter(expiry -> expiry.isBefore(timedOut)).orElse(timedOut);
    }
}
