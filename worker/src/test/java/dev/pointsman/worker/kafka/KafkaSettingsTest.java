package dev.pointsman.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that exist are good ones. */
class KafkaSettingsTest {
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofSeconds(12);

    @Test
    void theTransactionalIdIsStableForASlotOfAGroup() {
        var settings = settings("workers", "consumer", "3", 500, INTERVAL, TIMEOUT);

        assertThat(settings.transactionalId()).isEqualTo("workers-3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "PT30S"})
    void aTransactionMayLiveFromOneToThirtySeconds(String timeout) {
        assertThatCode(() -> settings("g", "classic", "0", 1, INTERVAL, Duration.parse(timeout)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-PT1S", "PT0.999S", "PT30.001S", "PT9999999999H"})
    void anotherTransactionTimeoutIsRefused(String timeout) {
        assertRefused(
                () -> settings("g", "consumer", "0", 1, INTERVAL, Duration.parse(timeout)),
                "kafka.transaction-timeout: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-PT1S", "PT10.001S"})
    void aCommitIntervalThatIsNoneOrTooLongIsRefused(String interval) {
        assertRefused(
                () -> settings("g", "consumer", "0", 1, Duration.parse(interval), TIMEOUT),
                "kafka.commit-interval: ");
    }

    @Test
    void aTransactionThatWouldTimeOutWhileItIsOpenIsRefused() {
        var interval = TIMEOUT.dividedBy(2).plusMillis(1);

        assertRefused(
                () -> settings("g", "consumer", "0", 1, interval, TIMEOUT),
                "kafka.commit-interval: PT6.001S (expected: at most half of"
                        + " kafka.transaction-timeout, PT12S)");
    }

    @ParameterizedTest
    @CsvSource({
        "' ', consumer, 0, 1, kafka.group:",
        "g, consumer, ' ', 1, kafka.slot:",
        "g, share, 0, 1, kafka.group.protocol: share (expected: consumer or classic)",
        "g, consumer, 0, 0, kafka.max-batch: 0 (expected: 1 or more)",
    })
    void whatWillNotDoIsNamed(
            String group, String protocol, String slot, int maxBatch, String message) {
        assertRefused(() -> settings(group, protocol, slot, maxBatch, INTERVAL, TIMEOUT), message);
    }

    @ParameterizedTest
    @CsvSource({
        "'', results, letters, state, logs, effects, topics.jobs:",
        "a b, results, letters, state, logs, effects, topics.jobs:",
        "jobs, .., letters, state, logs, effects, topics.results:",
        "jobs, jobs, letters, state, logs, effects, topics.results: jobs (expected: not the one of jobs)",
        "jobs, results, jobs, state, logs, effects, topics.dead-letters:",
        "jobs, results, results, state, logs, effects, topics.dead-letters:",
        "jobs, results, letters, state, results, effects, topics.guest-logs:",
        "jobs, results, letters, state, logs, jobs, topics.effects:",
        "jobs, results, letters, state, logs, logs, topics.effects:",
        "jobs, results, letters, ' ', logs, effects, topics.state:",
        "jobs, results, letters, letters, logs, effects, topics.state: letters (expected: not the one of jobs,",
    })
    void topicsHaveGoodNamesAndNoTwoTheSame(
            String jobs,
            String results,
            String letters,
            String state,
            String logs,
            String effects,
            String message) {
        assertRefused(
                () -> new KafkaSettings.Topics(jobs, results, letters, state, logs, effects),
                message);
    }

    /** It would be polled, answered, and the answer polled again. */
    @ParameterizedTest
    @CsvSource({
        "jobs.results, dead-letters, state, logs, effects, retries, topics.results: jobs.results (expected: not one of a tenant",
        "results, jobs.letters, state, logs, effects, retries, topics.dead-letters:",
        "results, letters, jobs.state, logs, effects, retries, topics.state:",
        "results, letters, state, jobs.logs, effects, retries, topics.guest-logs:",
        "results, letters, state, logs, retries.effects, retries, topics.effects:",
        "results, letters, state, logs, effects, jobs.retries, topics.retries:",
    })
    void whereTenantsHaveTopicsNoneOfTheWorkersIsCalledAsOneOfThem(
            String results,
            String letters,
            String state,
            String logs,
            String effects,
            String retries,
            String message) {
        assertRefused(() -> topics(results, letters, state, logs, effects, retries, true), message);
        assertThat(topics(results, letters, state, logs, effects, retries, false).jobs())
                .isEqualTo("jobs");
    }

    private static KafkaSettings.Topics topics(
            String results,
            String letters,
            String state,
            String logs,
            String effects,
            String retries,
            boolean ofTenants) {
        return new KafkaSettings.Topics(
                "jobs", results, letters, state, logs, effects, retries, ofTenants);
    }

    @Test
    void aBufferThatMayNotHoldTheLargestRecordIsRefused() {
        assertRefused(
                () -> settings(2 * 1024 * 1024 - 1, Duration.ZERO),
                "kafka.max-buffered-bytes: 2097151 (expected: 2097152 or more)");
    }

    @Test
    void aTenantThatMayRunNothingIsRefused() {
        var one = settings(2 * 1024 * 1024, Duration.ZERO);

        assertThat(one.flowLimits().maxAtOnce()).isEqualTo(1);
        assertRefused(
                () ->
                        new KafkaSettings(
                                "localhost:9092",
                                "g",
                                "consumer",
                                "0",
                                TestingJobs.TOPICS,
                                true,
                                "none",
                                1,
                                2 * 1024 * 1024,
                                1,
                                1,
                                0,
                                INTERVAL,
                                TIMEOUT,
                                Duration.ZERO,
                                ClientSecurity.NONE),
                "tenants.concurrency: 0 (expected: 1 or more)");
    }

    @Test
    void aDrainOfLessThanNoTimeIsRefused() {
        assertRefused(
                () -> settings(2 * 1024 * 1024, Duration.ofNanos(-1)),
                "drain-timeout: PT-0.000000001S (expected: 0 or more)");
    }

    private static void assertRefused(ThrowingCallable making, String message) {
        assertThatThrownBy(making)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    private static KafkaSettings settings(
            String group,
            String protocol,
            String slot,
            int maxBatch,
            Duration commitInterval,
            Duration transactionTimeout) {
        return new KafkaSettings(
                "localhost:9092",
                group,
                protocol,
                slot,
                TestingJobs.TOPICS,
                true,
                "none",
                maxBatch,
                64 * 1024 * 1024,
                1,
                1,
                1,
                commitInterval,
                transactionTimeout,
                Duration.ofSeconds(20),
                ClientSecurity.NONE);
    }

    private static KafkaSettings settings(long maxBufferedBytes, Duration drainTimeout) {
        return new KafkaSettings(
                "localhost:9092",
                "g",
                "consumer",
                "0",
                TestingJobs.TOPICS,
                true,
                "none",
                1,
                maxBufferedBytes,
                1,
                1,
                1,
                INTERVAL,
                TIMEOUT,
                drainTimeout,
                ClientSecurity.NONE);
    }
}
