package dev.pointsman.local.client;

import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.JobResultCodec;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
    public List<JobResult> poll(Duration patience) {
        return results(reader.poll(patience));
    }

    /** All results committed at the moment of the call. */
    public List<JobResult> readToEnd() {
        return results(reader.readToEnd());
    }

    /** The result of this job, if it comes in time. */
    public Optional<JobResult> await(JobId job, Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() - end < 0) {
            var found =
                    poll(AT_A_TIME).stream().filter(result -> result.id().equals(job)).findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        reader.close();
    }

    private static List<JobResult> results(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().flatMap(ResultReader::result).toList();
    }

    private static Stream<JobResult> result(ConsumerRecord<byte[], byte[]> record) {
        var value =
                Optional.ofNullable(record.value()).map(Payload::takingOver).orElse(Payload.EMPTY);
        return switch (JobResultCodec.read(record.headers(), value)) {
            case Reading.Accepted(var result) -> Stream.of(result);
            case Reading.Rejected<JobResult> _ -> Stream.empty();
        };
    }
}
