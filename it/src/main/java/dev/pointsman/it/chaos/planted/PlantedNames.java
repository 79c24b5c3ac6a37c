package dev.pointsman.it.chaos.planted;

import dev.pointsman.contracts.JobRecordCodec;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.contracts.SeenCodec;
import dev.pointsman.contracts.SeenJob;
import dev.pointsman.contracts.SeenKey;
import dev.pointsman.it.chaos.check.LogTopic;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Which jobs a planted worker knows to be done, by their names. Owned by one thread. */
final class PlantedNames {
    private static final Instant NEVER = Instant.parse("2100-01-01T00:00:00Z");

    private final Bug bug;
    private final Map<TopicPartition, Map<SeenKey, Long>> committed = new HashMap<>();
    private final Map<TopicPartition, Map<SeenKey, Long>> pending = new HashMap<>();

    PlantedNames(Bug bug) {
        this.bug = bug;
    }

    /** The partition is ours from now on. */
    void takeUp(TopicPartition jobs) {
        committed.put(jobs, new HashMap<>());
        pending.remove(jobs);
    }

    /** What an owner before has kept of it. */
    void load(TopicPartition jobs, ConsumerRecord<byte[], byte[]> record) {
        if (bug != Bug.DONE_JOBS_IN_MEMORY_ONLY) {
            var job = Optional.ofNullable(record.value()).flatMap(SeenCodec::readJob);
            SeenCodec.read(record.key())
                    .ifPresent(key ->
                            job.ifPresent(seen -> of(committed, jobs).put(key, seen.offset())));
        }
    }

    /** The job, as a duplicate if it is one; else it is the first of its name. */
    PlantedJob known(PlantedJob job) {
        var name = name(job);
        if (name.isEmpty()) {
            return job;
        }
        var mine = job.record().offset();
        var seen = of(pending, job.partition()).get(name.get());
        var first = seen == null ? of(committed, job.partition()).get(name.get()) : seen;
        if (first != null && first < mine) {
            return job.again();
        }
        of(pending, job.partition()).put(name.get(), mine);
        return job;
    }

    /** What is to be kept of it, if it is the first. */
    Optional<ProducerRecord<byte[], byte[]>> record(PlantedJob job) {
        var mine = job.record().offset();
        return name(job)
                .filter(key -> of(pending, job.partition()).getOrDefault(key, -1L) == mine)
                .map(key ->
                        new ProducerRecord<>(
                                LogTopic.STATE.topic(),
                                job.record().partition(),
                                SeenCodec.write(key),
                                SeenCodec.write(new SeenJob(mine, NEVER))));
    }

    void committed() {
        pending.forEach((partition, names) -> of(committed, partition).putAll(names));
        pending.clear();
    }

    void aborted() {
        pending.clear();
    }

    private static Optional<SeenKey> name(PlantedJob job) {
        var reading = JobRecordCodec.read(job.record().headers(), Payload.EMPTY).record();
        return reading instanceof Reading.Accepted(JobRequest request)
                ? Optional.of(SeenKey.of(request.identity()))
                : Optional.empty();
    }

    private static Map<SeenKey, Long> of(
            Map<TopicPartition, Map<SeenKey, Long>> all, TopicPartition partition) {
        return all.computeIfAbsent(partition, _ -> new HashMap<>());
    }
}
