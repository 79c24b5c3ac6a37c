package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ONE;
import static dev.pointsman.worker.kafka.TestingJobs.TWO;
import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is polled, and whose turn it is to be polled again. */
class FullPartitionsTest {
    private static final Set<TopicPartition> ALL = Set.of(ZERO, ONE, TWO);

    @AutoClose private final TestingConsumer consumer = new TestingConsumer(ALL);
    private final FullPartitions partitions = new FullPartitions(consumer);
    private final Set<TopicPartition> full = new HashSet<>();

    @BeforeEach
    void assign() {
        consumer.assign(ALL);
    }

    @Test
    void allThatAreFullArePausedAtOnce() {
        fill(ZERO, ONE);

        assertThat(consumer.paused()).containsExactlyInAnyOrder(ZERO, ONE);
        assertThat(partitions.isAny()).isTrue();
    }

    /** A poll unpacks all that was fetched of those that may be polled. */
    @Test
    void oneIsResumedAtATimeTheOneThatIsPausedLongest() {
        fill(TWO);
        fill(ZERO);
        fill(ONE);

        full.clear();
        assertThat(afterALook()).containsExactlyInAnyOrder(ZERO, ONE);
        assertThat(partitions.isResuming()).isTrue();
        assertThat(afterALook()).containsExactly(ONE);
        assertThat(partitions.isResuming()).isTrue();
        assertThat(afterALook()).isEmpty();
        assertThat(partitions.isResuming()).isFalse();
        assertThat(partitions.isAny()).isFalse();
    }

    @Test
    void oneThatIsFullYetIsPassedOver() {
        fill(ZERO);
        fill(ONE);

        full.remove(ONE);

        assertThat(afterALook()).containsExactly(ZERO);
        assertThat(partitions.isResuming()).isFalse();
    }

    @Test
    void whoeverIsPausedAgainWaitsBehindTheOthers() {
        fill(ZERO);
        fill(ONE);
        full.clear();
        afterALook();
        fill(ZERO);
        full.clear();

        assertThat(afterALook()).isEmpty();
        fill(ZERO);
        fill(ONE);
        full.clear();
        assertThat(afterALook()).containsExactly(ONE);
    }

    /** It has been begun anew meanwhile, and is polled. */
    @Test
    void oneThatSomebodyElseHasResumedIsNotTakenForPaused() {
        fill(ZERO);

        consumer.resume(Set.of(ZERO));

        assertThat(afterALook()).containsExactly(ZERO);
    }

    @Test
    void oneThatIsNotClaimedAnyMoreIsLeftAsItIs() {
        fill(ZERO, ONE);
        full.clear();

        partitions.balance(Set.of(ONE), Set.of());

        assertThat(consumer.paused()).containsExactly(ZERO);
        assertThat(partitions.isAny()).isFalse();
    }

    private void fill(TopicPartition... filled) {
        full.addAll(List.of(filled));
        afterALook();
    }

    private Set<TopicPartition> afterALook() {
        partitions.balance(ALL, full);
        return consumer.paused();
    }
}
