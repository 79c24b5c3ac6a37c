package dev.pointsman.worker.kafka;

import dev.pointsman.worker.state.StateBudget;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * What a session knows of the state topic, and of jobs it has taken before. All of it ends with the
 * session, but for the figures.
 *
 * @param loader what the thread that reads state does
 * @param retryReaders makes consumers of no group, to read the jobs that wait for another attempt
 * @param retryEnds where topics of those end
 * @param retryTopics what is wrong with the topic of those of a topic of jobs, if something is
 * @param retryTrimming has finished ones deleted
 * @param questions what is asked of partitions before they are begun
 */
record SessionState(
        StateBudget budget,
        StateLoads loads,
        Callable<Void> loader,
        Verdicts verdicts,
        Supplier<Consumer<byte[], byte[]>> retryReaders,
        LogEnds retryEnds,
        Function<String, Optional<String>> retryTopics,
        RetryTrimming retryTrimming,
        PartitionQuestions questions,
        RetryFigures figures) {}
