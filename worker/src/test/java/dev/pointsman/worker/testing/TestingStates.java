package dev.pointsman.worker.testing;

import dev.pointsman.contracts.StateScope;
import dev.pointsman.worker.context.JobContext;
import dev.pointsman.worker.effects.Effects;
import dev.pointsman.worker.state.ClaimState;
import dev.pointsman.worker.state.PartitionState;
import dev.pointsman.worker.state.StateBudget;
import dev.pointsman.worker.tenant.Limits;

/** State that nobody has kept anything in yet. */
public final class TestingStates {
    private TestingStates() {}

    /** As a partition has it that is new. */
    public static ClaimState empty() {
        var budget = new StateBudget(Long.MAX_VALUE);
        return new ClaimState(new PartitionState(budget), budget);
    }

    /** The effects of a job that finds no state. */
    public static Effects effects(JobContext context) {
        return effects(context, empty());
    }

    public static Effects effects(JobContext context, ClaimState states) {
        return new Effects(
                context.limits(),
                () -> states.of(new StateScope(context.tenant(), context.key().orElseThrow())));
    }

    /** The effects of a job that has no key. */
    public static Effects effects(Limits limits) {
        return new Effects(
                limits,
                () -> {
                    throw new AssertionError("a job without a key was let to its state");
                });
    }
}
