package dev.pointsman.it.chaos.planted;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StateKey;
import dev.pointsman.contracts.StateKeyCodec;
import dev.pointsman.contracts.StateName;
import dev.pointsman.contracts.StateScope;
import dev.pointsman.it.chaos.check.LogTopic;
import dev.pointsman.it.chaos.jobs.Answer;
import dev.pointsman.it.chaos.jobs.Counts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** How far the keys of a planted worker's partitions have counted. Owned by one thread. */
final class PlantedCounts {
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final StateName NAME = new StateName("n");

    private final Bug bug;
    private final PlantedClients clients;
    private final PlantedNames names;
    private final Map<TopicPartition, Map<StateScope, Integer>> committed = new HashMap<>();
    private final Map<StateScope, Integer> pending = new HashMap<>();

    PlantedCounts(Bug bug, PlantedClients clients) {
        this.bug = bug;
        this.clients = clients;
        this.names = new PlantedNames(bug);
    }

    /** Which jobs were done. */
    PlantedNames names() {
        return names;
    }

    /** Reads a partition that is ours from now on, up to the end of all that is written. */
    void takeUp(TopicPartition jobs) {
        var partition = new TopicPartition(LogTopic.STATE.topic(), jobs.partition());
        var counts = new HashMap<StateScope, Integer>();
        names.takeUp(jobs);
        var end = end(partition);
        var reader = clients.state();
        reader.assign(List.of(partition));
        reader.seekToBeginning(List.of(partition));
        while (reader.position(partition) < end) {
            reader.poll(PATIENCE)
                    .forEach(record -> {
                        names.load(jobs, record);
                        StateKeyCodec.read(record.key())
                                .ifPresent(key -> counts.put(key.scope(), number(record.value())));
                    });
        }
        committed.put(jobs, counts);
    }

    private long end(TopicPartition partition) {
        return clients.stateEnds().endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    /** The job's answer, with its number if it counts. */
    Answer counted(PlantedJob job) {
        return Counts.counts(job.answer())
                ? job.answer().saying(Integer.toString(next(job)))
                : job.answer();
    }

    private int next(PlantedJob job) {
        var scope = scope(job.answer());
        var before = committed.getOrDefault(job.partition(), Map.of()).getOrDefault(scope, 0);
        var next = pending.getOrDefault(scope, before) + 1;
        pending.put(scope, next);
        return next;
    }

    /** What the job keeps, if it counts. */
    Optional<ProducerRecord<byte[], byte[]>> record(PlantedJob job) {
        if (!Counts.counts(job.answer())) {
            return Optional.empty();
        }
        var scope = scope(job.answer());
        var number = Integer.toString(pending.getOrDefault(scope, 0));
        return Optional.of(
                new ProducerRecord<>(
                        LogTopic.STATE.topic(),
                        job.record().partition(),
                        StateKeyCodec.write(new StateKey(scope, NAME)),
                        number.getBytes(StandardCharsets.UTF_8)));
    }

    /** The batch is committed. */
    void committed(List<PlantedJob> batch) {
        for (var job : batch) {
            if (Counts.counts(job.answer()) && committed.containsKey(job.partition())) {
                var scope = scope(job.answer());
                // A duplicate has counted nothing.
                Optional.ofNullable(pending.get(scope))
                        .ifPresent(count -> committed.get(job.partition()).put(scope, count));
            }
        }
        pending.clear();
        names.committed();
    }

    /** It is not. */
    void aborted() {
        names.aborted();
        if (bug != Bug.STATE_KEPT_AFTER_ABORT) {
            pending.clear();
        }
    }

    private static int number(byte[] value) {
        return Integer.parseInt(new String(value, StandardCharsets.UTF_8));
    }

    private static StateScope scope(Answer answer) {
        return new StateScope(
                answer.tenant().orElseThrow(), Payload.ofUtf8(answer.key().orElseThrow()));
    }
}
