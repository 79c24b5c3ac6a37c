package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.bytes;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static dev.pointsman.worker.kafka.TestingRetryTopic.RETRIES_ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.RecordPlace;
import dev.pointsman.contracts.Retry;
import dev.pointsman.contracts.RetryCodec;
import dev.pointsman.worker.flow.FlowLimits;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** More jobs wait for another attempt than a worker has room for by default. */
class ManyRetriesTest {
    private static final int MANY = 5_000;

    /** What is left for jobs of 64 MiB. */
    private static final long BYTES = 7L * 8 * 1024 * 1024;

    private final Instant now = Instant.now();

    @AutoClose
    private final TestingIntake intake =
            new TestingIntake(new FlowLimits(2_000, 500, Duration.ofSeconds(30), BYTES));

    @Test
    void oneThatIsDueInAnHourDoesNotWaitForThousandsThatAreDueInNine() {
        for (var i = 0; i < MANY; i++) {
            wait(i, Duration.ofHours(9));
        }
        wait(MANY, Duration.ofHours(1));

        for (var hours = 0; hours <= 3; hours++) {
            intake.readRetries(Duration.ofHours(hours));
            intake.step();
        }

        assertThat(intake.outcomes()).containsExactly("0-" + MANY + " success");
    }

    /** A worker has written its record; it succeeds when it is tried. */
    private void wait(int offset, Duration due) {
        var job = job(ZERO, offset, "echo", "x");
        var place = new RecordPlace("jobs", 0, offset, 0);
        var retry = new Retry(2, now.plus(due), now, place, ErrorCode.GUEST_EXIT);
        intake.retries.consumer.append(
                RETRIES_ZERO, bytes("key"), bytes("x"), RetryCodec.write(job.headers(), retry));
    }
}
