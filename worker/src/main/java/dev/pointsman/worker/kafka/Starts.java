package dev.pointsman.worker.kafka;

import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.ProgressCodec;
import dev.pointsman.worker.flow.ProgressReading;
import java.time.Duration;
import java.util.Collection;
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
    private final PartitionLooks looks;
    private final Duration patience;
    private final Map<String, Integer> looked = new HashMap<>();
    private final Map<TopicPartition, Awaited> awaited = new HashMap<>();

    /**
     * @param retries whether the topic of retries of a topic of jobs will do; one may come to be
     *     while the worker runs
     * @param looks who may be asked how far it has got, and will be told
     * @param patience how long the answer to that may hold up the thread, which only a broker that
     *     is ill takes
     */
    Starts(
            Consumer<byte[], byte[]> consumer,
            JobTopics topics,
            Function<String, TopicLook> retries,
            PartitionLooks looks,
            Duration patience) {
        this.consumer = consumer;
        this.topics = topics;
        this.retries = retries;
        this.looks = looks;
        this.patience = patience;
    }

    /**
     * Where the partitions begin, all of which are assigned by now; not of those of which the
     * broker has not said so: ask again.
     */
    Map<TopicPartition, Start> of(Set<TopicPartition> partitions) {
        awaited.keySet().removeAll(partitions);
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
                        case TopicLook.Pending _ -> awaited.put(partition, Awaited.RETRY_TOPIC);
                    }
                });
        starts.putAll(ofKnown(known(good)));
        return starts;
    }

    /** What a partition waits for of which it was not said where it begins. */
    Awaited awaited(TopicPartition partition) {
        return awaited.getOrDefault(partition, Awaited.OFFSETS);
    }

    /** They are not ours any more: should they come back, all is asked anew. */
    void forget(Collection<TopicPartition> partitions) {
        looks.forget(partitions);
        awaited.keySet().removeAll(partitions);
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

    private Map<TopicPartition, PartitionLook.Known> known(Set<TopicPartition> partitions) {
        var known = new HashMap<TopicPartition, PartitionLook.Known>();
        looks.of(partitions)
                .forEach((partition, look) -> {
                    switch (look) {
                        case PartitionLook.Known all -> known.put(partition, all);
                        case PartitionLook.Pending(var what) -> awaited.put(partition, what);
                    }
                });
        return known;
    }

    /**
     * What counts is what the group's member is told here and now. A coordinator that has been
     * replaced and does not know it, and might have answered the admin client, does not know the
     * member as one of this epoch, and so has no answer for it.
     */
    private Map<TopicPartition, Start> ofKnown(Map<TopicPartition, PartitionLook.Known> known) {
        var starts = new HashMap<TopicPartition, Start>();
        if (known.isEmpty()) {
            return starts;
        }
        try {
            var committed = consumer.committed(withRetries(known.keySet()), patience);
            known.forEach((partition, look) -> {
                var jobs = beginOfJobs(look.jobs(), committed(committed, look.jobs()));
                var its = beginOfRetries(look.retries(), committed(committed, look.retries()));
                starts.put(partition, jobs.beside(its));
            });
        } catch (TimeoutException _) {
            looks.putOff(known.keySet());
            LOGGER.atInfo()
                    .addKeyValue("partitions", known.keySet())
                    .log("not known yet where these begin: the broker is asked again");
        }
        return starts;
    }

    private Set<TopicPartition> withRetries(Set<TopicPartition> partitions) {
        return Stream.concat(partitions.stream(), partitions.stream().map(topics::retriesOf))
                .collect(Collectors.toSet());
    }

    /** The client answers null for a partition without one. */
    private static Optional<OffsetAndMetadata> committed(
            Map<TopicPartition, OffsetAndMetadata> committed, LogRange log) {
        return Optional.ofNullable(committed.get(log.partition()));
    }

    private static Begin beginOfJobs(LogRange log, Optional<OffsetAndMetadata> committed) {
        return committed.map(offset -> begin(log, read(log, offset))).orElseGet(() -> first(log));
    }

    private static Begin beginOfRetries(LogRange log, Optional<OffsetAndMetadata> committed) {
        return committed
                .map(offset -> begin(log, read(log, offset)))
                .orElseGet(() -> new Begin.At(Progress.upTo(log.latest())));
    }

    private static ProgressReading read(LogRange log, OffsetAndMetadata committed) {
        var reading = ProgressCodec.read(committed.offset(), committed.metadata());
        if (reading instanceof ProgressReading.Foreign) {
            LOGGER.atWarn()
                    .addKeyValue("partition", log.partition())
                    .addKeyValue("offset", committed.offset())
                    .log("the committed offset has metadata that is not ours: treated as none");
        }
        return reading;
    }

    private static Begin begin(LogRange log, ProgressReading reading) {
        return switch (reading) {
            case ProgressReading.Ours(var progress) -> checked(log, progress);
            case ProgressReading.Foreign(var progress) -> checked(log, progress);
            case ProgressReading.Unreadable(var reason) ->
                    new Begin.Refused(log.partition() + ": " + reason);
        };
    }

    private static Begin checked(LogRange log, Progress progress) {
        if (progress.base() < log.earliest()) {
            return new Begin.Refused(
                    log.partition()
                            + ": records from "
                            + progress.base()
                            + " to "
                            + (log.earliest() - 1)
                            + " were deleted before they were run"
                            + RESET);
        }
        if (progress.base() > log.latest()) {
            return new Begin.Refused(
                    log.partition()
                            + ": the committed offset is "
                            + progress.base()
                            + ", and the partition ends at "
                            + log.latest()
                            + ": was the topic created anew?"
                            + RESET);
        }
        return new Begin.At(progress);
    }

    private static Begin first(LogRange log) {
        if (log.earliest() > 0) {
            return new Begin.Refused(
                    log.partition()
                            + ": the group has no committed offset here, and records before "
                            + log.earliest()
                            + " are gone"
                            + RESET);
        }
        LOGGER.atInfo()
                .addKeyValue("partition", log.partition())
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
}
