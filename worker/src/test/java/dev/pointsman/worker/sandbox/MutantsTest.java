package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.context.JobContext;
import dev.pointsman.worker.testing.Guests;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingSandbox;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules with a few bytes changed: whatever comes of them has a name, and is not our fault. */
class MutantsTest {
    private static final int MUTANTS = 100;
    private static final JobContext JOB =
            TestingContexts.reading("hello", TestingLimits.fuel(100_000));

    /** The seed is the name's, so that what fails once fails again. */
    @ParameterizedTest
    @ValueSource(strings = {"echo", "publish", "host-calls", "greedy", "unknown-import"})
    void everyMutantIsRefusedOrEnds(String guest) {
        var random = new Random(guest.hashCode());
        try (var sandbox = new TestingSandbox()) {
            for (var i = 0; i < MUTANTS; i++) {
                var mutant = mutant(Guests.testing(guest), random);
                switch (sandbox.gate().admit(mutant)) {
                    case Admission.Admitted(var module) ->
                            assertThat(sandbox.run(module, JOB).outcome())
                                    .as("mutant %d of %s", i, guest)
                                    .satisfies(MutantsTest::isNotOurFault);
                    case Admission.Refused(_, var detail) -> assertThat(detail).isNotBlank();
                }
            }
        }
    }

    private static void isNotOurFault(Outcome outcome) {
        if (outcome instanceof Outcome.Errored errored) {
            assertThat(errored.code()).isNotEqualTo(ErrorCode.WORKER_FAULT);
        }
    }

    private static Payload mutant(Payload module, Random random) {
        var bytes = module.toBytes();
        for (var change = 0; change <= random.nextInt(3); change++) {
            bytes[8 + random.nextInt(bytes.length - 8)] = (byte) random.nextInt();
        }
        return Payload.takingOver(bytes);
    }
}
