package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingStateTopic.JOBS_ONE;
import static dev.pointsman.worker.kafka.TestingStateTopic.JOBS_ZERO;
import static dev.pointsman.worker.kafka.TestingStateTopic.ONE;
import static dev.pointsman.worker.kafka.TestingStateTopic.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobIdentity;
import dev.pointsman.contracts.SeenCodec;
import dev.pointsman.contracts.SeenJob;
import dev.pointsman.contracts.SeenKey;
import dev.pointsman.worker.testing.TestingContexts;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** State whose partition is taken away while it is read, and the room that it had. */
class UnwantedStateTest {
    private static final SeenKey KEY =
            SeenKey.of(new JobIdentity(TestingContexts.ACME, "urn:test", new JobId("job-1")));

    private static final SeenJob SEEN = new SeenJob(0, Instant.parse("2999-01-01T00:00:00Z"));

    private final TestingStateTopic topic = new TestingStateTopic();

    @Test
    void oneThatIsNotWantedAnyMoreIsLetGo() {
        topic.add(ZERO, 0, "n", "1");
        topic.endsAt(ZERO, 7);
        topic.want(JOBS_ZERO);
        topic.read();

        topic.loads.forget(JOBS_ZERO);
        topic.read();

        assertThat(topic.consumer.assignment()).isEmpty();
        assertThat(topic.budget.bytes()).isZero();
    }

    /**
     * As when a partition is taken away just then, of which the thread that reads knows nothing.
     */
    @Test
    void oneThatIsNotWantedAnyMoreWhileItIsReadIsLetGoToo() {
        topic.add(ZERO, 0, "n", "1");
        topic.add(ZERO, 1, SeenCodec.write(KEY), SeenCodec.write(SEEN));
        topic.endsAt(ZERO, 7);
        topic.want(JOBS_ZERO);
        topic.read();

        topic.consumer.schedulePollTask(() -> topic.loads.forget(JOBS_ZERO));
        topic.read();

        assertThat(topic.budget.bytes()).isZero();
        assertThat(topic.budget.seen().taken()).isZero();
        assertThat(topic.budget.seen().partitions()).isZero();
    }

    @Test
    void oneThatIsNotWantedAnyMoreWhileItIsAskedForHasNoShareOfTheRoomForOthers() {
        topic.want(JOBS_ZERO);
        topic.whileAsked = () -> topic.loads.forget(JOBS_ZERO);

        topic.read();

        assertThat(topic.budget.seen().partitions()).isZero();
    }

    /** The thread waited for another to be wanted, which may never be, and held it meanwhile. */
    @Test
    @Timeout(10)
    void oneThatIsNotWantedAnyMoreAsTheOthersAreLookedAtIsLetGoWithoutAnother()
            throws InterruptedException {
        topic.add(ZERO, 0, "n", "1");
        topic.endsAt(ZERO, 7);
        topic.add(ONE, 0, "n", "1");
        topic.endsAt(ONE, 7);
        topic.want(JOBS_ZERO);
        topic.want(JOBS_ONE);
        var looks = new AtomicInteger();
        topic.consumer.whenAsked =
                () -> {
                    if (looks.incrementAndGet() == 2) {
                        topic.loads.forget(JOBS_ZERO);
                        topic.loads.forget(JOBS_ONE);
                    }
                };
        topic.consumer.whenIdle = topic.loads::close;

        topic.readUntilClosed();

        assertThat(topic.budget.bytes()).isZero();
    }

    @Test
    void oneThatWasReadAndNeverTakenIsLetGo() {
        topic.add(ZERO, 0, "n", "1");
        topic.want(JOBS_ZERO);
        topic.read();

        topic.loads.forget(JOBS_ZERO);

        assertThat(topic.budget.bytes()).isZero();
    }
}
