package dev.pointsman.worker.job;

import dev.pointsman.contracts.Execution;
import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.worker.sandbox.GuestModule;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.tenant.RetryPolicy;
import java.time.Instant;
import java.util.Optional;

/** Whether a job can be run: with what, how it ended before it began, or what it waits for. */
sealed interface Prepared {
    /**
     * All that running it takes.
     *
     * @param execution what is known of it before it begins
     * @param startedAt now, when it had not expired
     */
    record Ready(
            Policy policy,
            ModuleDigest digest,
            GuestModule module,
            Execution execution,
            Instant startedAt)
            implements Prepared {}

    /**
     * It ended before it began.
     *
     * @param retries whether it is tried again all the same; none if nothing said so could mend it
     */
    record Ended(Outcome outcome, Execution execution, Optional<RetryPolicy> retries)
            implements Prepared {}

    /** Its module is to be looked at first. */
    record Waiting(Unbegun unbegun) implements Prepared {}
}
