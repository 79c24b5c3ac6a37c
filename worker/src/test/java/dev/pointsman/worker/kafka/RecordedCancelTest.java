package dev.pointsman.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Event;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.sandbox.JobThreads;
import dev.pointsman.worker.sandbox.Wanted;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingStates;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where failures are recorded, a job that is withdrawn is none. */
class RecordedCancelTest {
    private static final Wanted WITHDRAWN =
            new Wanted() {
                @Override
                public boolean isOurs() {
                    return true;
                }

                @Override
                public boolean isWithdrawn() {
                    return true;
                }
            };

    @Test
    void aJobThatIsWithdrawnWhileItRunsEndsAsACancelWithoutARecording() throws Exception {
        try (var threads = new JobThreads(1)) {
            var ended =
                    threads.submit(() -> JobThreads.whileWanted(WITHDRAWN, () -> run("spin", "")));

            var finished = ended.get();

            assertThat(finished.result().outcome())
                    .isEqualTo(
                            new Outcome.Cancelled(
                                    ErrorCode.WITHDRAWN, "the job was withdrawn while it ran"));
            assertThat(finished.account().recording()).isEmpty();
        }
    }

    /** So the policy does record. */
    @Test
    void oneThatFailsIsRecorded() throws Exception {
        try (var threads = new JobThreads(1)) {
            var finished = threads.submit(() -> run("exit-code", "7")).get();

            assertThat(finished.account().recording()).isPresent();
        }
    }

    private static FinishedJob run(String module, String input) {
        var job =
                JobRequest.of(
                        new JobId("job-1"),
                        TestingContexts.ACME,
                        ModuleRef.named(module),
                        Event.of("urn:test", "test.job.v1"),
                        Payload.ofUtf8(input));
        return TestingRunner.of(() -> TestingRunner.recording(TestingRunner.ACME))
                .runToEnd(
                        TestingContexts.ORIGIN,
                        Optional.empty(),
                        new Reading.Accepted<>(job),
                        TestingStates.empty());
    }
}
