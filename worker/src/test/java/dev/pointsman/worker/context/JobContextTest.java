package dev.pointsman.worker.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** On whose behalf a job runs, and until when. */
class JobContextTest {
    private static final Duration TIMEOUT = TestingLimits.ROOMY.timeout();

    @Test
    void aJobEndsAfterItsTimeout() {
        var context = TestingContexts.context();

        assertThat(context.deadline()).isEqualTo(TestingContexts.NOON.plus(TIMEOUT));
    }

    @Test
    void aJobThatExpiresSoonerEndsWhenItExpires() {
        var expiry = TestingContexts.NOON.plusMillis(1);

        var context = of(TestingContexts.request("").withExpiry(expiry));

        assertThat(context.deadline()).isEqualTo(expiry);
    }

    @Test
    void aJobThatExpiresLaterEndsAfterItsTimeout() {
        var expiry = TestingContexts.NOON.plus(TIMEOUT).plusMillis(1);

        var context = of(TestingContexts.request("").withExpiry(expiry));

        assertThat(context.deadline()).isEqualTo(TestingContexts.NOON.plus(TIMEOUT));
    }

    /** A guest can work out when it began: no closer than its clock tells it. */
    @Test
    void aJobBeginsAtAWholeMillisecond() {
        var usual = TestingContexts.context();
        var start = TestingContexts.NOON.plusNanos(7_999_999);

        var context =
                new JobContext(
                        usual.request(),
                        usual.key(),
                        usual.digest(),
                        usual.policy(),
                        usual.attempt(),
                        start,
                        usual.origin());

        assertThat(context.startedAt()).isEqualTo(TestingContexts.NOON.plusMillis(7));
        assertThat(context.deadline()).isEqualTo(TestingContexts.NOON.plusMillis(7).plus(TIMEOUT));
    }

    @Test
    void aThreadWithoutAJobHasNoContext() {
        assertThat(CurrentContext.get()).isEmpty();
    }

    @Test
    void theContextIsThereWhileTheJobRunsAndGoneAfterwards() {
        var context = TestingContexts.context();

        var during = CurrentContext.with(context, CurrentContext::get);

        assertThat(during).containsSame(context);
        assertThat(CurrentContext.get()).isEmpty();
    }

    @Test
    void stoppingAJobCostsNoStackTrace() {
        var stopped = new JobStopped(ErrorCode.HOST_CALL_INVALID, "too much");

        assertThat(stopped.getStackTrace()).isEmpty();
        assertThat(stopped).hasMessage("too much");
    }

    @Test
    void aRecordsPlaceReadsAsTopicPartitionOffset() {
        assertThat(TestingContexts.ORIGIN).hasToString("jobs-3-42");
    }

    private static JobContext of(JobRequest request) {
        var policy = TestingContexts.allowing(TestingContexts.ACME, TestingLimits.ROOMY);
        return TestingContexts.context(policy, request);
    }
}
