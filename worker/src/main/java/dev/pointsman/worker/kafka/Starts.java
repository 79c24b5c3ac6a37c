package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.SeenKey;
import dev.pointsman.worker.kafka.Beginnings.Begin;
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
 * Finds out where partitions begin, and those in which their jobs wait for another attempt, each as
 * soon as the brokers say so: see {@link Beginnings}. Owned by the poll thread.
 */
final class Starts {
    private static final Logger LOGGER = LoggerFactory.getLogger(Starts.class);

    /** How long an answer may hold up the thread, which only a broker that is ill takes. */
    private static final Duration ANSWER_TAKES = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final JobTopics topics;
    private final Function<String, TopicLook> retries;
    private final PartitionLooks looks;
    private final Beginnings beginnings;
    private final Map<String, Integer> looked = new HashMap<>();
    private final Map<TopicPartition, Awaited> awaited = new HashMap<>();

    /**
     * @param retries whether the topic of retries of a topic of jobs will do; one may come to be
     *     while the worker runs
     * @param looks who may be asked how far it has got, and will be told
     * @param beginnings what is made of the answer
     */
    Starts(
            Consumer<byte[], byte[]> consumer,
            JobTopics topics,
            Function<String, TopicLook> retries,
            PartitionLooks looks,
            Beginnings beginnings) {
        this.consumer = consumer;
        this.topics = topics;
        this.retries = retries;
        this.looks = looks;
        this.beginnings = beginnings;
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
            var committed = consumer.committed(withRetries(known.keySet()), ANSWER_TAKES);
            known.forEach((partition, look) ->
                    start(partition, look, committed).ifPresent(it -> starts.put(partition, it)));
        } catch (TimeoutException _) {
            looks.putOff(known.keySet());
            LOGGER.atInfo()
                    .addKeyValue("partitions", known.keySet())
                    .log("not known yet where these begin: the broker is asked again");
        }
        return starts;
    }

    /** None where it has to be found out yet whether retries wait of which no offset tells. */
    private Optional<Start> start(
            TopicPartition partition,
            PartitionLook.Known look,
            Map<TopicPartition, OffsetAndMetadata> committed) {
        var ofRetries = committed(committed, look.retries());
        var isAnyThere = ofRetries.isPresent() ? Optional.of(true) : looks.isAnyIn(look.retries());
        if (isAnyThere.isEmpty()) {
            awaited.put(partition, Awaited.RETRIES);
        }
        var ofJobs = committed(committed, look.jobs());
        var jobs = beginnings.ofJobs(look.jobs(), ofJobs);
        return isAnyThere
                .map(any -> beginnings.ofRetries(look.retries(), ofRetries, any, ofJobs))
                .map(its -> start(jobs, its, look.mark()));
    }

    /** Both begin, or none of them. */
    private static Start start(Begin jobs, Begin retries, SeenKey mark) {
        return switch (jobs) {
            case Begin.At(var progress, var proviso) ->
                    switch (retries) {
                        case Begin.At(var its, _) -> new Start.From(progress, its, mark, proviso);
                        case Begin.Refused(var reason) -> new Start.Refused(reason);
                    };
            case Begin.Refused(var reason) -> new Start.Refused(reason);
        };
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
}
