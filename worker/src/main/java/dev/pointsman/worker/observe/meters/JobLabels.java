package dev.pointsman.worker.observe.meters;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.worker.job.FinishedJob;

/**
 * What metrics tell jobs apart by. Immutable, so safe on every thread.
 *
 * @param module a module that the store has and the tenant may run, else {@code _other}
 * @param tenant a tenant of the tenants file, else {@code _other}
 * @param outcome the word of the result
 * @param errorType the error's code; empty for a success, as OpenTelemetry has it
 */
public record JobLabels(String module, String tenant, String outcome, String errorType) {
    /** Written out: asked for every job, and what a record has by itself is not inlined. */
    @Override
    public boolean equals(Object other) {
        return other instanceof JobLabels that
                && module.equals(that.module)
                && tenant.equals(that.tenant)
                && outcome.equals(that.outcome)
                && errorType.equals(that.errorType);
    }

    @Override
    public int hashCode() {
        var names = 31 * module.hashCode() + tenant.hashCode();
        return 31 * (31 * names + outcome.hashCode()) + errorType.hashCode();
    }

    /** Makes them, and remembers which names it has used. Safe on every thread. */
    public static final class Maker {
        private static final int MAX_TENANTS = 1_000;
        private static final int MAX_MODULES = 200;

        private final BoundedLabel tenants = new BoundedLabel(MAX_TENANTS);
        private final BoundedLabel modules = new BoundedLabel(MAX_MODULES);

        /** The labels of a job that has ended. */
        public JobLabels of(FinishedJob job) {
            var result = job.result();
            return new JobLabels(
                    module(result),
                    tenant(result),
                    result.outcome().word(),
                    errorType(result.outcome()));
        }

        /** A job that ran under a version of the tenants file has a tenant of that file. */
        private String tenant(JobResult result) {
            var known = result.execution().policyVersion().isPresent();
            return result.tenant().isPresent()
                    ? tenants.of(result.tenant().get().value(), known)
                    : BoundedLabel.OTHER;
        }

        /** A digest is there if the tenant may run the module and the store has it. */
        private String module(JobResult result) {
            var known = result.execution().digest().isPresent();
            return result.module().isPresent()
                    ? modules.of(result.module().get().name().value(), known)
                    : BoundedLabel.OTHER;
        }
    }

    private static String errorType(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded _ -> "";
            case Outcome.Failed _ -> ErrorCode.GUEST_EXIT.code();
            case Outcome.Errored(var code, _) -> code.code();
            case Outcome.Cancelled(var code, _) -> code.code();
        };
    }
}
