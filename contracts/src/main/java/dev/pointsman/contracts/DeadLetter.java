package dev.pointsman.contracts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;

/**
 * Why a job's record was put aside. Its copy on the dead-letters topic keeps key, value and
 * headers, and gains the headers {@code __pointsman.errors.*}, whose endings are those of Kafka
 * Connect.
 *
 * @param topic where the job's record stands
 * @param timestampMillis the job record's timestamp, milliseconds since 1970
 * @param message a sentence for people, never a stack trace
 * @param firstFailed when the first of several attempts failed
 */
public record DeadLetter(
        String topic,
        int partition,
        long offset,
        long timestampMillis,
        ErrorType type,
        String message,
        int attempts,
        Optional<Instant> firstFailed) {
    /** No header of a publisher under this prefix survives: what stands there, a worker wrote. */
    public static final String PREFIX = "__pointsman.";

    static final String ERRORS = PREFIX + "errors.";

    /** Of an error that this version knows. */
    public DeadLetter(
            String topic,
            int partition,
            long offset,
            long timestampMillis,
            ErrorCode code,
            String message,
            int attempts,
            Optional<Instant> firstFailed) {
        this(
                topic,
                partition,
                offset,
                timestampMillis,
                ErrorType.of(code),
                message,
                attempts,
                firstFailed);
    }

    /** Of a job that was tried once. */
    public DeadLetter(
            String topic,
            int partition,
            long offset,
            long timestampMillis,
            ErrorCode code,
            String message,
            int attempts) {
        this(topic, partition, offset, timestampMillis, code, message, attempts, Optional.empty());
    }

    /** Where the job's record stands. */
    public RecordPlace place() {
        return new RecordPlace(topic, partition, offset, timestampMillis);
    }

    /** The original headers, as many as a job may have, then ours. */
    public List<Header> headers(Iterable<Header> originals) {
        return headers(originals, 0);
    }

    /**
     * The same.
     *
     * @param droppedBefore how many headers of the job's record are not among these
     */
    public List<Header> headers(Iterable<Header> originals, int droppedBefore) {
        var kept = Originals.of(originals);
        var all = new ArrayList<>(kept.headers());
        all.addAll(reasons(droppedBefore + kept.dropped()));
        return List.copyOf(all);
    }

    private List<Header> reasons(int droppedHeaders) {
        var reasons = new HeaderField.Headers();
        firstFailed.ifPresent(moment -> reasons.add(ERRORS + "first.failed", moment));
        return reasons.add(ERRORS + "topic", topic)
                .add(ERRORS + "partition", partition)
                .add(ERRORS + "offset", offset)
                .add(ERRORS + "timestamp", timestampMillis)
                .add(ERRORS + "type", type.value())
                .add(ERRORS + "message", message)
                .add(ERRORS + "attempts", attempts)
                .add(ERRORS + "headers.dropped", droppedHeaders)
                .list();
    }
}
