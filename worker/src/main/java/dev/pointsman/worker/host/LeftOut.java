package dev.pointsman.worker.host;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.worker.context.JobStopped;

/**
 * What a function does that the policy grants and the module leaves out of what it says it needs:
 * the same as if it were not granted, but it is the module that has to be mended. Immutable, so
 * safe on every thread.
 */
record LeftOut(String capability, String function) implements HostCall {
    @Override
    public long answer(Guest guest, long... arguments) {
        var module = guest.context().module();
        throw new JobStopped(
                ErrorCode.CAPABILITY_DENIED,
                "module "
                        + module
                        + " leaves "
                        + capability
                        + " out of what it says it needs (its section pointsman, or "
                        + module
                        + ".capabilities beside it), and the guest asked for it by "
                        + function);
    }
}
