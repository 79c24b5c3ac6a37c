package dev.pointsman.worker.kafka;

import static java.util.Objects.requireNonNull;

import dev.pointsman.contracts.SeenKey;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has partitions looked at that are about to begin, all at once and each by itself: one that has no
 * leader, or on whose offsets a transaction is open, keeps no other waiting, nor the thread that
 * asks. Owned by the poll thread.
 */
final class PartitionLooks {
    private static final Logger LOGGER = LoggerFactory.getLogger(PartitionLooks.class);

    /** A transaction may end at any moment. */
    private static final Duration SETTLED_BY_NOW = Duration.ofMillis(50);

    private final PartitionQuestions questions;
    private final JobTopics topics;
    private final LongSupplier nanoTime;

    /** Of partitions of jobs, and of retries. */
    private final Map<TopicPartition, Asked<LogRange>> ranges = new HashMap<>();

    private final Map<TopicPartition, Asked<Set<TopicPartition>>> settled = new HashMap<>();
    private final Map<TopicPartition, Asked<SeenKey>> marks = new HashMap<>();

    /** Of partitions of retries. */
    private final Map<TopicPartition, Asked<Boolean>> any = new HashMap<>();

    PartitionLooks(PartitionQuestions questions, JobTopics topics) {
        this(questions, topics, System::nanoTime);
    }

    PartitionLooks(PartitionQuestions questions, JobTopics topics, LongSupplier nanoTime) {
        this.questions = questions;
        this.topics = topics;
        this.nanoTime = nanoTime;
    }

    /**
     * What is known of each of these, which have to be assigned by now. All that is known of one is
     * told once, and then asked for anew.
     */
    Map<TopicPartition, PartitionLook> of(Set<TopicPartition> jobs) {
        var looks = ofOthers(chosen(jobs, it -> !areRetriesLookedInto(it)));
        jobs.forEach(it -> looks.putIfAbsent(it, new PartitionLook.Pending(Awaited.RETRIES)));
        return looks;
    }

    /**
     * Whether it is being found out if there is a record in the retries of this partition, which
     * takes longer than all else.
     */
    private boolean areRetriesLookedInto(TopicPartition jobs) {
        var asked = any.get(topics.retriesOf(jobs));
        return asked != null && asked.isUnderWay();
    }

    private Map<TopicPartition, PartitionLook> ofOthers(Set<TopicPartition> jobs) {
        askForRanges(chosen(withRetries(jobs), it -> isToBeAsked(ranges.get(it))));
        askForSettled(chosen(jobs, this::isToBeAskedWhetherItIsSettled));
        askForMarks(jobs);
        var looks =
                new HashMap<>(
                        jobs.stream().collect(Collectors.toMap(Function.identity(), this::look)));
        told(chosen(jobs, it -> looks.get(it) instanceof PartitionLook.Known));
        return looks;
    }

    /** Whether there is a record in a partition of retries; none if that is not known yet. */
    Optional<Boolean> isAnyIn(LogRange retries) {
        var partition = retries.partition();
        if (retries.latest() <= retries.earliest()) {
            return Optional.of(false);
        }
        if (isToBeAsked(any.get(partition))) {
            any.put(partition, new Asked<>(questions.isAnyIn(retries), nanoTime.getAsLong()));
        }
        var known = requireNonNull(any.get(partition)).known();
        known.ifPresent(_ -> any.remove(partition));
        return known;
    }

    /** They are not ours any more: what was asked before counts for nothing. */
    void forget(Collection<TopicPartition> jobs) {
        told(jobs);
        jobs.stream()
                .map(topics::retriesOf)
                .flatMap(it -> Optional.ofNullable(any.remove(it)).stream())
                .forEach(Asked::cancel);
    }

    private void told(Collection<TopicPartition> jobs) {
        settled.keySet().removeAll(jobs);
        marks.keySet().removeAll(jobs);
        ranges.keySet().removeAll(jobs);
        ranges.keySet().removeAll(jobs.stream().map(topics::retriesOf).toList());
    }

    /** These were not answered all the same: whoever asks is not to do so again at once. */
    void putOff(Collection<TopicPartition> jobs) {
        Future<Set<TopicPartition>> none =
                CompletableFuture.failedFuture(new TimeoutException("no answer"));
        jobs.forEach(it -> settled.put(it, new Asked<>(none, nanoTime.getAsLong())));
    }

    private Set<TopicPartition> withRetries(Set<TopicPartition> jobs) {
        return jobs.stream()
                .flatMap(it -> Stream.of(it, topics.retriesOf(it)))
                .collect(Collectors.toSet());
    }

    private static Set<TopicPartition> chosen(
            Set<TopicPartition> partitions, Predicate<TopicPartition> such) {
        return partitions.stream().filter(such).collect(Collectors.toSet());
    }

    private boolean isToBeAsked(@Nullable Asked<?> asked) {
        return asked == null || (hasFailed(asked) && asked.mayHaveMended(nanoTime.getAsLong()));
    }

    private boolean isToBeAskedWhetherItIsSettled(TopicPartition jobs) {
        var asked = settled.get(jobs);
        return isToBeAsked(asked)
                || (requireNonNull(asked).known().isPresent()
                        && !isSettled(jobs)
                        && asked.isOver(SETTLED_BY_NOW, nanoTime.getAsLong()));
    }

    private void askForRanges(Set<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            var now = nanoTime.getAsLong();
            questions
                    .ranges(partitions)
                    .forEach(
                            (partition, answer) -> ranges.put(partition, new Asked<>(answer, now)));
        }
    }

    private void askForSettled(Set<TopicPartition> jobs) {
        if (!jobs.isEmpty()) {
            var answer = questions.settled(withRetries(jobs));
            var asked = new Asked<>(answer, nanoTime.getAsLong());
            jobs.forEach(partition -> settled.put(partition, asked));
        }
    }

    private void askForMarks(Set<TopicPartition> jobs) {
        var unasked = chosen(jobs, it -> isToBeAsked(marks.get(it)));
        if (unasked.isEmpty()) {
            return;
        }
        var now = nanoTime.getAsLong();
        var names = unasked.stream().map(TopicPartition::topic).collect(Collectors.toSet());
        var answers = questions.marks(names);
        for (var partition : unasked) {
            var answer = requireNonNull(answers.get(partition.topic()));
            marks.put(partition, new Asked<>(answer, now));
        }
    }

    private PartitionLook look(TopicPartition jobs) {
        var ofJobs = range(jobs);
        var ofRetries = range(topics.retriesOf(jobs));
        var mark = requireNonNull(marks.get(jobs)).known();
        if (ofJobs.isEmpty() || ofRetries.isEmpty() || mark.isEmpty()) {
            return new PartitionLook.Pending(Awaited.LOGS);
        }
        return isSettled(jobs)
                ? new PartitionLook.Known(ofJobs.get(), ofRetries.get(), mark.get())
                : new PartitionLook.Pending(Awaited.OFFSETS);
    }

    private Optional<LogRange> range(TopicPartition partition) {
        return requireNonNull(ranges.get(partition)).known();
    }

    /** It and its retries: both are committed in one transaction. */
    private boolean isSettled(TopicPartition jobs) {
        return requireNonNull(settled.get(jobs))
                .known()
                .filter(known -> known.containsAll(withRetries(Set.of(jobs))))
                .isPresent();
    }

    private static boolean hasFailed(Asked<?> asked) {
        var trouble = asked.trouble("the broker does not say how a partition stands");
        trouble.ifPresent(it ->
                LOGGER.atDebug()
                        .setCause(it)
                        .log("not known yet how a partition stands: asked again"));
        return trouble.isPresent();
    }
}
