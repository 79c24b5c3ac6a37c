package dev.pointsman.local.client;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StoredResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads results. Owned by one thread. */
public final class ResultReader implements AutoCloseable {
    private static final Duration AT_A_TIME = Duration.ofMillis(200);

    private final TopicReader reader;

    public ResultReader(TopicReader reader) {
        this.reader = reader;
    }

    /** What has come since the last call; records that are no results are passed over. */
    public List<StoredResult> poll(Duration patience) {
        return results(reader.poll(patience));
    }

    /** All results committed at the moment of the call. */
    public List<StoredResult> readToEnd() {
        return results(reader.readToEnd());
    }

    /** As {@link #readToEnd}, one by one and so without keeping them, while this says yes. */
    public void readWhile(Predicate<StoredResult> wanted) {
        reader.readWhile(record -> result(record).allMatch(wanted));
    }

    /** The result of this job, if it comes in time. */
    public Optional<StoredResult> await(JobRequest job, Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() - end < 0) {
            var found = poll(AT_A_TIME).stream().filter(result -> isOf(job, result)).findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /**
     * Another tenant's job may have its id. But what is no job where each tenant has a topic is
     * answered as of the topic's tenant, not of whom its record names.
     */
    private static boolean isOf(JobRequest job, StoredResult result) {
        return result.id().equals(job.id())
                && (result.tenant().filter(tenant -> !tenant.equals(job.tenant())).isEmpty()
                        || isOfNoJob(result));
    }

    private static boolean isOfNoJob(StoredResult stored) {
        return stored.known()
                .map(JobResult::outcome)
                .flatMap(Outcome::reason)
                .filter(ErrorCode.JOB_MALFORMED::equals)
                .isPresent();
    }

    @Override
    public void close() {
        reader.close();
    }

    private static List<StoredResult> results(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().flatMap(ResultReader::result).toList();
    }

    private static Stream<StoredResult> result(ConsumerRecord<byte[], byte[]> record) {
        var value =
                Optional.ofNullable(record.value()).map(Payload::takingOver).orElse(Payload.EMPTY);
        return StoredResult.read(record.headers(), value).stream();
    }
}
