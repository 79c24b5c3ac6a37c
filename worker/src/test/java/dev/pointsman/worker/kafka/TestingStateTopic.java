package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StateKey;
import dev.pointsman.contracts.StateKeyCodec;
import dev.pointsman.contracts.StateName;
import dev.pointsman.contracts.StateScope;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.state.SeenRoom;
import dev.pointsman.worker.state.StateBudget;
import dev.pointsman.worker.testing.TestingContexts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A state topic of three partitions, and what reads it. Owned by one thread. */
final class TestingStateTopic {
    static final TopicPartition ZERO = new TopicPartition("state", 0);
    static final TopicPartition ONE = new TopicPartition("state", 1);
    static final TopicPartition JOBS_ZERO = new TopicPartition("jobs", 0);
    static final TopicPartition JOBS_ONE = new TopicPartition("jobs", 1);
    static final TopicPartition TWO = new TopicPartition("state", 2);

    final TestingConsumer consumer = new TestingConsumer(Set.of(ZERO, ONE, TWO));
    final StateLoads loads;
    final StateBudget budget;

    /** What happens while a broker is asked: nothing, unless a test says otherwise. */
    Runnable whileAsked = () -> {};

    /** Those without a leader. */
    final Set<TopicPartition> unled = new HashSet<>();

    /** What was asked of those, in that order. */
    final List<CompletableFuture<Optional<StateLog.Extent>>> unanswered = new ArrayList<>();

    /** Those of which a broker cannot say where they end, and why. */
    final Map<TopicPartition, KafkaException> faults = new HashMap<>();

    /** How often a broker was asked. */
    int asked;

    /** What time it is for whoever asks. */
    long nanos;

    private final Map<TopicPartition, StateLog.Extent> extents = new HashMap<>();
    private final StateLoader loader;

    TestingStateTopic() {
        this(Long.MAX_VALUE);
    }

    TestingStateTopic(long maxBytes) {
        this(maxBytes, JobTopics.one("jobs"));
    }

    TestingStateTopic(long maxBytes, JobTopics topics) {
        loads = new StateLoads(topics);
        budget = new StateBudget(maxBytes, new SeenRoom(1_000), new SeenRoom(1_000));
        var asking = new StateExtents(this::extents, loads::goOn, () -> nanos);
        loader = new StateLoader(consumer, "state", asking, loads, budget);
        List.of(ZERO, ONE, TWO).forEach(it -> extents.put(it, new StateLog.Extent(0, 0)));
    }

    private Map<TopicPartition, CompletableFuture<Optional<StateLog.Extent>>> extents(
            Set<TopicPartition> partitions) {
        asked++;
        whileAsked.run();
        return partitions.stream().collect(Collectors.toMap(Function.identity(), this::extent));
    }

    private CompletableFuture<Optional<StateLog.Extent>> extent(TopicPartition partition) {
        if (unled.contains(partition)) {
            var answer = new CompletableFuture<Optional<StateLog.Extent>>();
            unanswered.add(answer);
            return answer;
        }
        return faults.containsKey(partition)
                ? CompletableFuture.failedFuture(faults.get(partition))
                : CompletableFuture.completedFuture(Optional.ofNullable(extents.get(partition)));
    }

    /** Has the state read of a partition of jobs. */
    void want(TopicPartition jobs) {
        loads.want(jobs, TestingQuestions.MARK);
    }

    /** What is written there ends here, whether or not it can be read yet. */
    void endsAt(TopicPartition partition, long end) {
        extents.put(partition, new StateLog.Extent(0, end));
    }

    void isMissing(TopicPartition partition) {
        extents.remove(partition);
    }

    /** A value of acme's key {@code key}. */
    void add(TopicPartition partition, long offset, String name, @Nullable String value) {
        add(partition, offset, TestingContexts.ACME, name, value);
    }

    void add(
            TopicPartition partition,
            long offset,
            TenantId tenant,
            String name,
            @Nullable String value) {
        var scope = new StateScope(tenant, Payload.ofUtf8("key"));
        var key = StateKeyCodec.write(new StateKey(scope, new StateName(name)));
        add(partition, offset, key, value == null ? null : TestingJobs.bytes(value));
    }

    void add(
            TopicPartition partition, long offset, byte @Nullable [] key, byte @Nullable [] value) {
        consumer.addRecord(
                new ConsumerRecord<>(partition.topic(), partition.partition(), offset, key, value));
        endsAt(partition, Math.max(offset + 1, extents.get(partition).end()));
    }

    void read() {
        var _ = loader.runOnce(Duration.ZERO);
    }

    /** As the thread does that reads state. */
    void readUntilClosed() throws InterruptedException {
        loader.call();
    }
}
