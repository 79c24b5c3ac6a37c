package dev.pointsman.worker.kafka;

import static java.util.Objects.requireNonNull;

import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.ProgressCodec;
import dev.pointsman.worker.flow.ProgressReading;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out where partitions begin: at what their committed offset and its metadata say; without
 * one, at the first record, if none is lost yet, as on a partition that was added. Otherwise jobs
 * may be missing, and only an operator can say where to go on. And where those begin in which their
 * jobs wait for another attempt: without a committed offset at the end, for whoever writes such a
 * job commits one, and the broker forgets it only when all has been due for days. Owned by the poll
 * thread.
 */
final class Starts {
    private static final Logger LOGGER = LoggerFactory.getLogger(Starts.class);

    private static final String RESET =
            " (stop all workers, set an offset for the group with kafka-consumer-groups"
                    + " --reset-offsets, then start them again)";

    private final Consumer<byte[], byte[]> consumer;
    private final JobTopics topics;
    private final Function<String, TopicLook> retries;
    private final Duration patience;
    private final Map<String, Integer> looked = new HashMap<>();

    /**
     * @param retries whether the topic of retries of a topic of jobs will do; one may come to be
     *     while the worker runs
     * @param patience how long a question to the broker may hold up the thread; while an owner
     *     before us has a transaction open, the broker does not say how far it has got
     */
    Starts(
            Consumer<byte[], byte[]> consumer,
            JobTopics topics,
            Function<String, TopicLook> retries,
            Duration patience) {
        this.consumer = consumer;
        this.topics = topics;
        this.retries = retries;
        this.patience = patience;
    }

    /** Where the partitions begin; not of those of which the broker has not said so: ask again. */
    Map<TopicPartition, Start> of(Set<TopicPartition> partitions) {
        var starts = new HashMap<TopicPartition, Start>();
        var good = new HashSet<TopicPartition>();
        // From the last on, so that one question answers for all.
        partitions.stream()
                .sorted(Comparator.comparingInt(TopicPartition::partition).reversed())
                .forEach(partition -> {
                    switch (look(partition)) {
                        case TopicLook.Fine _ -> good.add(partition);
                        case TopicLook.Unfit(var reason) ->
                                starts.put(partition, new Start.Refused(reason));
                        case TopicLook.Pending _ -> {}
                    }
                });
        if (!good.isEmpty()) {
            starts.putAll(ofGood(good));
        }
        return starts;
    }

    /** Asked once a topic, and again when it has more partitions than it had. */
    private TopicLook look(TopicPartition jobs) {
        if (jobs.partition() <= looked.getOrDefault(jobs.topic(), -1)) {
            return new TopicLook.Fine();
        }
        var look = retries.apply(jobs.topic());
        if (look instanceof TopicLook.Fine) {
            looked.put(jobs.topic(), jobs.partition());
        }
        return look;
    }

    private Map<TopicPartition, Start> ofGood(Set<TopicPartition> partitions) {
        try {
            var all = withRetries(partitions);
            var logs = logs(all);
            var committed = consumer.committed(all, patience);
            var starts = new HashMap<TopicPartition, Start>();
            for (var partition : partitions) {
                var jobs = requireNonNull(logs.get(partition));
                var retries = requireNonNull(logs.get(topics.retriesOf(partition)));
                var begin = beginOfJobs(jobs, committed(committed, jobs));
                starts.put(
                        partition,
                        begin.beside(beginOfRetries(retries, committed(committed, retries))));
            }
            return starts;
        } catch (TimeoutException _) {
            LOGGER.atInfo()
                    .addKeyValue("partitions", partitions)
                    .log("not known yet where these begin: the broker is asked again");
            return Map.of();
        }
    }

    private Set<TopicPartition> withRetries(Set<TopicPartition> partitions) {
        return Stream.concat(partitions.stream(), partitions.stream().map(topics::retriesOf))
                .collect(Collectors.toSet());
    }

    private Map<TopicPartition, Log> logs(Set<TopicPartition> partitions) {
        var latest = consumer.endOffsets(partitions, patience);
        var logs = new HashMap<TopicPartition, Log>();
        consumer.beginningOffsets(partitions, patience)
                .forEach((partition, earliest) ->
                        logs.put(
                                partition,
                                new Log(
                                        partition,
                                        earliest,
                                        requireNonNull(latest.get(partition)))));
        return logs;
    }

    /** The client answers null for a partition without one. */
    private static Optional<OffsetAndMetadata> committed(
            Map<TopicPartition, OffsetAndMetadata> committed, Log log) {
        return Optional.ofNullable(committed.get(log.partition));
    }

    private static Begin beginOfJobs(Log log, Optional<OffsetAndMetadata> committed) {
        return committed.map(offset -> begin(log, read(log, offset))).orElseGet(() -> first(log));
    }

    private static Begin beginOfRetries(Log log, Optional<OffsetAndMetadata> committed) {
        return committed
                .map(offset -> begin(log, read(log, offset)))
                .orElseGet(() -> new Begin.At(Progress.upTo(log.latest)));
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

    private static Begin begin(Log log, ProgressReading reading) {
        return switch (reading) {
            case ProgressReading.Ours(var progress) -> checked(log, progress);
            case ProgressReading.Foreign(var progress) -> checked(log, progress);
            case ProgressReading.Unreadable(var reason) ->
                    new Begin.Refused(log.partition + ": " + reason);
        };
    }

    private static Begin checked(Log log, Progress progress) {
        if (progress.base() < log.earliest) {
            return new Begin.Refused(
                    log.partition
                            + ": records from "
                            + progress.base()
                            + " to "
                            + (log.earliest - 1)
                            + " were deleted before they were run"
                            + RESET);
        }
        if (progress.base() > log.latest) {
            return new Begin.Refused(
                    log.partition
                            + ": the committed offset is "
                            + progress.base()
                            + ", and the partition ends at "
                            + log.latest
                            + ": was the topic created anew?"
                            + RESET);
        }
        return new Begin.At(progress);
    }

    private static Begin first(Log log) {
        if (log.earliest > 0) {
            return new Begin.Refused(
                    log.partition
                            + ": the group has no committed offset here, and records before "
                            + log.earliest
                            + " are gone"
                            + RESET);
        }
        LOGGER.atInfo()
                .addKeyValue("partition", log.partition)
                .log("no committed offset: beginning at the earliest record");
        return new Begin.At(Progress.upTo(0));
    }

    /** Where one of the two partitions begins, that of jobs or that of their retries. */
    private sealed interface Begin {
        /** There. */
        record At(Progress progress) implements Begin {}

        /** Nobody knows, for this reason. */
        record Refused(String reason) implements Begin {}

        /** Where both begin; neither without the other. */
        default Start beside(Begin retries) {
            return switch (this) {
                case At(var jobs) ->
                        switch (retries) {
                            case At(var its) -> new Start.From(jobs, its);
                            case Refused(var reason) -> new Start.Refused(reason);
                        };
                case Refused(var reason) -> new Start.Refused(reason);
            };
        }
    }

    /** What a partition has: from the earliest record to before the latest. */
    private record Log(TopicPartition partition, long earliest, long latest) {}
}
