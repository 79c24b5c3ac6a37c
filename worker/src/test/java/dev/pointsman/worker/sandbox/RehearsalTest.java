package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.worker.testing.TestingSandbox;
import java.time.InstantSource;
import java.util.EnumSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a guest's end makes the worker do is done once before a tenant's guest can be the first. */
class RehearsalTest {
    @AutoClose private final TestingSandbox sandbox = new TestingSandbox();

    @Test
    void aGuestOfOurOwnEndsInEveryWay() {
        var rehearsal = new Rehearsal(sandbox.gate(), sandbox.sandbox(), InstantSource.system());

        var ends = rehearsal.run();

        var errors = EnumSet.noneOf(ErrorCode.class);
        for (var end : ends) {
            if (end.outcome() instanceof Outcome.Errored(var code, _)) {
                errors.add(code);
            }
        }
        assertThat(errors)
                .containsExactlyInAnyOrder(
                        ErrorCode.GUEST_TRAP,
                        ErrorCode.STACK_EXHAUSTED,
                        ErrorCode.FUEL_EXHAUSTED,
                        ErrorCode.HOST_CALL_INVALID,
                        ErrorCode.MEMORY_LIMIT);
        assertThat(ends)
                .extracting(GuestEnd::outcome)
                .hasAtLeastOneElementOfType(Outcome.Succeeded.class)
                .hasAtLeastOneElementOfType(Outcome.Failed.class);
    }
}
