package dev.pointsman.worker.host;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.worker.context.JobStopped;

/**
 * What a function does that the policy does not grant: it ends the job, so that nothing the job did
 * before becomes visible, and so that a missing grant is seen where it is missing.
 */
record Refusal(String capability, String function) implements HostCall {
    @Override
    public long answer(Guest guest, long... arguments) {
        throw new JobStopped(
                ErrorCode.CAPABILITY_DENIED,
                "tenant "
                        + guest.context().tenant()
                        + " is not granted "
                        + capability
                        + ", which the guest asked for by "
                        + function);
    }
}
