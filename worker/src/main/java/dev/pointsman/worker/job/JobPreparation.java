package dev.pointsman.worker.job;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Execution;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Wording;
import dev.pointsman.worker.job.PoliciesInForce.InForce;
import dev.pointsman.worker.module.ModuleStore;
import dev.pointsman.worker.module.StoredModule;
import dev.pointsman.worker.sandbox.Admission;
import dev.pointsman.worker.sandbox.GuestModule;
import dev.pointsman.worker.sandbox.Modules;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.tenant.Tenants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
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
        if (job.expiry().isPresent() && job.isExpired(time.instant())) {
            return expired(job, Execution.NONE);
        }
        return tenants.get()
                .policyOf(job.tenant())
                .map(policy -> prepare(job, policy))
                .orElseGet(() -> unknown(job));
    }

    private Prepared prepare(JobRequest job, Policy policy) {
        var name = job.module().name();
        if (!policy.mayRun(name)) {
            var detail =
                    "tenant "
                            + job.tenant()
                            + " may not run "
                            + name
                            + (policy.modules().isEmpty()
                                    ? " (its policy grants no module)"
                                    : " (its policy grants " + Wording.few(policy.modules()) + ")");
            var denied = new Outcome.Errored(ErrorCode.MODULE_DENIED, detail);
            return error(denied, underNoModule(policy), job, policy);
        }
        var stored = store.find(job.tenant(), name);
        if (stored.isEmpty()) {
            var detail = "there is no module " + name;
            var missing = new Outcome.Errored(ErrorCode.MODULE_NOT_FOUND, detail);
            return error(missing, underNoModule(policy), job, policy);
        }
        return prepare(job, policy, stored.get());
    }

    private static Execution underNoModule(Policy policy) {
        return Execution.NONE.of(Optional.empty(), policy.version());
    }

    private Prepared prepare(JobRequest job, Policy policy, StoredModule stored) {
        var wanted = job.module();
        if (wanted.pin().filter(pin -> !pin.equals(stored.digest())).isPresent()) {
            var execution = Execution.NONE.of(Optional.of(stored.digest()), policy.version());
            var detail =
                    "there is no module " + wanted + " (the one there is " + stored.digest() + ")";
            var missing = new Outcome.Errored(ErrorCode.MODULE_NOT_FOUND, detail);
            return error(missing, execution, job, policy);
        }
        return modules.known(job.tenant(), stored.digest())
                .map(admission -> prepare(job, policy, stored, admission))
                .orElseGet(() -> new Prepared.Waiting(unbegun(job, stored)));
    }

    /** Whatever holds a thread up here does so for as long as all tenants' modules take. */
    private Unbegun unbegun(JobRequest job, StoredModule stored) {
        var digest = stored.digest();
        return new Unbegun(
                digest,
                () -> modules.look(job.tenant(), digest, () -> bytesOf(store, stored)),
                job.expiry().map(expiry -> Duration.between(time.instant(), expiry)));
    }

    private Prepared prepare(
            JobRequest job, Policy policy, StoredModule stored, Admission admission) {
        var name = job.module().name();
        return switch (admission) {
            case Admission.Admitted(var module) -> {
                var inForce = policies.inForce(policy, name, stored, module);
                yield ready(job, inForce, stored.digest(), module);
            }
            case Admission.Refused(var code, var detail) -> {
                var refused = new Outcome.Errored(code, name + ": " + detail);
                var execution = Execution.NONE.of(Optional.of(stored.digest()), policy.version());
                yield error(refused, execution, job, policy);
            }
        };
    }

    /** Its module may have been looked for long, and meanwhile this job may have expired. */
    private Prepared ready(
            JobRequest job, InForce inForce, ModuleDigest digest, GuestModule module) {
        var ready =
                new Prepared.Ready(
                        inForce.policy(), digest, module, inForce.execution(), time.instant());
        return job.isExpired(ready.startedAt()) ? expired(job, ready.execution()) : ready;
    }

    private static Prepared expired(JobRequest job, Execution execution) {
        var detail = "the job expired at " + job.expiry().orElseThrow() + ", before it could start";
        var outcome = new Outcome.Cancelled(ErrorCode.EXPIRED, detail);
        return new Prepared.Ended(outcome, execution, Optional.empty());
    }

    static Payload bytesOf(ModuleStore store, StoredModule stored) {
        try {
            return store.bytesOf(stored);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Prepared unknown(JobRequest job) {
        var detail = "nobody knows tenant " + job.tenant();
        var outcome = new Outcome.Errored(ErrorCode.TENANT_UNKNOWN, detail);
        return new Prepared.Ended(outcome, Execution.NONE, Optional.empty());
    }

    private static Prepared error(
            Outcome.Errored error, Execution execution, JobRequest job, Policy policy) {
        var retries = policy.retriesOf(job.module().name());
        return new Prepared.Ended(error, execution, Optional.of(retries));
    }
}
