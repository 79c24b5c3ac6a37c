package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ONE;
import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobIdentity;
import dev.pointsman.contracts.SeenJob;
import dev.pointsman.contracts.SeenKey;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.state.PartitionState;
import dev.pointsman.worker.state.SeenRoom;
import dev.pointsman.worker.state.StateBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log says of partitions that forget jobs too early. */
class ForgottenJobsTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(ForgottenJobs.class);
    private final ForgottenJobs forgotten = new ForgottenJobs();
    private final PartitionState zero = withoutRoom();
    private final PartitionState one = withoutRoom();

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.WARN);
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    private static PartitionState withoutRoom() {
        return new PartitionState(new StateBudget(0, new SeenRoom(0)));
    }

    private static void forget(PartitionState state) {
        var job = new JobIdentity(new TenantId("acme"), "urn:test", new JobId("a"));
        state.load(SeenKey.of(job), Optional.of(new SeenJob(0, Instant.MAX)));
    }

    private void tell(long nowNanos) {
        forgotten.tell(Map.of(ZERO, zero, ONE, one), nowNanos);
    }

    @Test
    void nothingIsSaidWhereNothingIsForgotten() {
        tell(0);

        assertThat(log.list).isEmpty();
    }

    @Test
    void thePartitionIsNamedAndWhatToConfigure() {
        forget(zero);
        forget(zero);

        tell(0);

        var line = log.list.getFirst();
        assertThat(line.getFormattedMessage()).contains("pointsman.state.max-remembered-jobs");
        assertThat(line.getKeyValuePairs())
                .extracting(Object::toString)
                .containsExactly("partition=\"jobs-0\"", "forgotten=\"2\"");
    }

    @Test
    void itIsSaidAgainAfterAMinuteAtTheEarliest() {
        for (var second = 0L; second < 120; second++) {
            forget(zero);
            tell(second * MINUTE / 60);
        }

        assertThat(log.list).hasSize(2);
    }

    @Test
    void eachPartitionIsSaidByItself() {
        forget(zero);
        tell(0);
        forget(one);

        tell(1);

        assertThat(log.list).hasSize(2);
    }
}
