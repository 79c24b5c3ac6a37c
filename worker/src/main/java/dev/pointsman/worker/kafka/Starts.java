package dev.pointsman.worker.kafka;

import static java.util.Objects.requireNonNull;

import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.ProgressCodec;
import dev.pointsman.worker.flow.ProgressReading;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out where partitions begin: at what their committed offset and its metadata say; without
 * one, at the first record, if none is lost yet, as on a partition that was added. Otherwise jobs
 * may be missing, and only an operator can say where to go on. Owned by the poll thread.
 */
final class Starts {
    private static final Logger LOGGER = LoggerFactory.getLogger(Starts.class);

    private static final String RESET =
            " (stop all workers, set an offset for the group with kafka-consumer-groups"
                    + " --reset-offsets, then start them again)";

    private final Consumer<byte[], byte[]> consumer;
    private final Duration patience;

    /**
     * @param patience how long a question to the broker may hold up the thread; while an owner
     *     before us has a transaction open, the broker does not say how far it has got
     */
    Starts(Consumer<byte[], byte[]> consumer, Duration patience) {
        this.consumer = consumer;
        this.patience = patience;
    }

    /** Where the partitions begin; of none if the broker does not say so in time: ask again. */
    Map<TopicPartition, Start> of(Set<TopicPartition> partitions) {
        try {
            var logs = logs(partitions);
            var committed = consumer.committed(partitions, patience);
            var starts = new HashMap<TopicPartition, Start>();
            logs.forEach(log -> starts.put(log.partition, start(log, committed(committed, log))));
            return starts;
        } catch (TimeoutException _) {
            LOGGER.atInfo()
                    .addKeyValue("partitions", partitions)
                    .log("not known yet where these begin: the broker is asked again");
            return Map.of();
        }
    }

    private List<Log> logs(Set<TopicPartition> partitions) {
        var latest = consumer.endOffsets(partitions, patience);
        return consumer.beginningOffsets(partitions, patience).entrySet().stream()
                .map(it ->
                        new Log(
                                it.getKey(),
                                it.getValue(),
                                requireNonNull(latest.get(it.getKey()))))
                .toList();
    }

    /** The client answers null for a partition without one. */
    private static Optional<OffsetAndMetadata> committed(
            Map<TopicPartition, OffsetAndMetadata> committed, Log log) {
        return Optional.ofNullable(committed.get(log.partition));
    }

    private static Start start(Log log, Optional<OffsetAndMetadata> committed) {
        return committed.map(offset -> start(log, read(log, offset))).orElseGet(() -> first(log));
    }

    private static ProgressReading read(Log log, OffsetAndMetadata committed) {
        var reading = ProgressCodec.read(committed.offset(), committed.metadata());
        if (reading instanceof ProgressReading.Foreign) {
            LOGGER.atWarn()
                    .addKeyValue("partition", log.partition)
                    .addKeyValue("offset", committed.offset())
                    .log("the committed offset has metadata that is not ours: treated as none");
        }
        return reading;
    }

    private static Start start(Log log, ProgressReading reading) {
        return switch (reading) {
            case ProgressReading.Ours(var progress) -> checked(log, progress);
            case ProgressReading.Foreign(var progress) -> checked(log, progress);
            case ProgressReading.Unreadable(var reason) ->
                    new Start.Refused(log.partition + ": " + reason);
        };
    }

    private static Start checked(Log log, Progress progress) {
        if (progress.base() < log.earliest) {
            return new Start.Refused(
                    log.partition
                            + ": records from "
                            + progress.base()
                            + " to "
                            + (log.earliest - 1)
                            + " were deleted before they were run"
                            + RESET);
        }
        if (progress.base() > log.latest) {
            return new Start.Refused(
                    log.partition
                            + ": the committed offset is "
                            + progress.base()
                            + ", and the partition ends at "
                            + log.latest
                            + ": was the topic created anew?"
                            + RESET);
        }
        return new Start.From(progress);
    }

    private static Start first(Log log) {
        if (log.earliest > 0) {
            return new Start.Refused(
                    log.partition
                            + ": the group has no committed offset here, and records before "
                            + log.earliest
                            + " are gone"
                            + RESET);
        }
        LOGGER.atInfo()
                .addKeyValue("partition", log.partition)
                .log("no committed offset: beginning at the earliest record");
        return new Start.From(Progress.upTo(0));
    }

    /** What a partition has: from the earliest record to before the latest. */
    private record Log(TopicPartition partition, long earliest, long latest) {}
}
