package dev.pointsman.contracts;

import java.time.Duration;
import java.util.Optional;

/**
 * What was run for a job.
 *
 * @param basis the module and the policy, as far as they are known
 * @param attempt 1 for the first
 * @param duration from the moment a thread took the job to its end; 0 if it never began
 * @param usage what it used, if it began
 */
public record Execution(Basis basis, int attempt, Duration duration, Optional<Usage> usage) {
    /** Nothing was run. */
    public static final Execution NONE =
            new Execution(Basis.NONE, 1, Duration.ZERO, Optional.empty());

    public Execution {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt: " + attempt + " (expected: 1 or more)");
        }
        if (duration.isNegative()) {
            throw new IllegalArgumentException(
                    "duration: " + duration + " (expected: 0 or longer)");
        }
    }

    /** The digest of the module's bytes, if a module was found. */
    public Optional<ModuleDigest> digest() {
        return basis.digest();
    }

    /** The version of the tenants file the job ran under, if its tenant is known. */
    public Optional<String> policyVersion() {
        return basis.policyVersion();
    }

    /** The same execution, of this module under this policy. */
    public Execution of(Optional<ModuleDigest> module, String policy) {
        return new Execution(new Basis(module, Optional.of(policy)), attempt, duration, usage);
    }

    /** The same execution, at this attempt. */
    public Execution onAttempt(int number) {
        return number == attempt ? this : new Execution(basis, number, duration, usage);
    }

    /** The same execution, having taken this long and used so much. */
    public Execution lasting(Duration time, Usage used) {
        return new Execution(basis, attempt, time, Optional.of(used));
    }
}
