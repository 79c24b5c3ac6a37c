package dev.pointsman.worker.job;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Execution;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.module.ModuleStore;
import dev.pointsman.worker.module.StoredModule;
import dev.pointsman.worker.sandbox.Admission;
import dev.pointsman.worker.sandbox.GuestModule;
import dev.pointsman.worker.sandbox.Modules;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.tenant.Tenants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds the tenant's policy and the module for a job, in that order: what a tenant may not run is
 * not looked for. Safe on every thread.
 */
public final class JobPreparation {
    private final Supplier<Tenants> tenants;
    private final ModuleStore store;
    private final Modules modules;
    private final PoliciesInForce policies = new PoliciesInForce();
    private final InstantSource time;

    public JobPreparation(
            Supplier<Tenants> tenants, ModuleStore store, Modules modules, InstantSource time) {
        this.tenants = tenants;
        this.store = store;
        this.modules = modules;
        this.time = time;
    }

    Prepared prepare(JobRequest job) {
        if (job.isExpired(time.instant())) {
            return expired(job, Execution.NONE);
        }
        return tenants.get()
                .policyOf(job.tenant())
                .map(policy -> prepare(job, policy))
                .orElseGet(() -> unknown(job));
    }

    private Prepared prepare(JobRequest job, Policy policy) {
        var execution = Execution.NONE.of(Optional.empty(), policy.version());
        var name = job.module().name();
        if (!policy.mayRun(name)) {
            var detail =
                    "tenant "
                            + job.tenant()
                            + " may not run "
                            + name
                            + (policy.modules().isEmpty()
                                    ? " (its policy grants no module)"
                                    : " (its policy grants " + policy.modules() + ")");
            return error(ErrorCode.MODULE_DENIED, detail, execution);
        }
        var stored = store.find(job.tenant(), name);
        if (stored.isEmpty()) {
            return error(ErrorCode.MODULE_NOT_FOUND, "there is no module " + name, execution);
        }
        return prepare(job, policy, stored.get());
    }

    private Prepared prepare(JobRequest job, Policy policy, StoredModule stored) {
        var wanted = job.module();
        var execution = Execution.NONE.of(Optional.of(stored.digest()), policy.version());
        if (wanted.pin().filter(pin -> !pin.equals(stored.digest())).isPresent()) {
            var detail =
                    "there is no module " + wanted + " (the one there is " + stored.digest() + ")";
            return error(ErrorCode.MODULE_NOT_FOUND, detail, execution);
        }
        return switch (modules.admission(stored.digest(), () -> bytesOf(stored))) {
            case Admission.Admitted(var module) -> {
                var inForce = policies.inForce(policy, wanted.name(), stored, module);
                yield ready(job, inForce, stored.digest(), module);
            }
            case Admission.Refused(var code, var detail) ->
                    error(code, wanted.name() + ": " + detail, execution);
        };
    }

    /** Others' modules may have been looked at first, and meanwhile this job may have expired. */
    private Prepared ready(
            JobRequest job, Policy inForce, ModuleDigest digest, GuestModule module) {
        var ready = new Prepared.Ready(inForce, digest, module, time.instant());
        return job.isExpired(ready.startedAt()) ? expired(job, ready.execution()) : ready;
    }

    private static Prepared expired(JobRequest job, Execution execution) {
        var detail = "the job expired at " + job.expiry().orElseThrow() + ", before it could start";
        return new Prepared.Ended(new Outcome.Cancelled(ErrorCode.EXPIRED, detail), execution);
    }

    static Payload bytesOf(StoredModule stored) {
        try {
            return stored.bytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Prepared unknown(JobRequest job) {
        return error(
                ErrorCode.TENANT_UNKNOWN, "nobody knows tenant " + job.tenant(), Execution.NONE);
    }

    private static Prepared error(ErrorCode code, String detail, Execution execution) {
        return new Prepared.Ended(new Outcome.Errored(code, detail), execution);
    }
}
