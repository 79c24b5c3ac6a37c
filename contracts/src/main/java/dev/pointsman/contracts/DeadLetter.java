package dev.pointsman.contracts;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * Why a job's record was put aside. Its copy on the dead-letters topic keeps key, value and
 * headers, and gains the headers {@code __pointsman.errors.*}, whose endings are those of Kafka
 * Connect.
 *
 * @param topic where the job's record stands
 * @param timestampMillis the job record's timestamp, milliseconds since 1970
 * @param message a sentence for people, never a stack trace
 */
public record DeadLetter(
        String topic,
        int partition,
        long offset,
        long timestampMillis,
        ErrorCode code,
        String message,
        int attempts) {
    /** No header of a publisher under this prefix survives: what stands there, a worker wrote. */
    public static final String PREFIX = "__pointsman.";

    static final String ERRORS = PREFIX + "errors.";

    /** The original headers, as many as a job may have, then ours. */
    public List<Header> headers(Iterable<Header> originals) {
        var all = new ArrayList<Header>();
        var bytes = 0L;
        var dropped = 0;
        for (var header : originals) {
            var size = HeaderBag.size(header);
            if (all.size() < HeaderBag.MAX_HEADERS
                    && bytes + size <= HeaderBag.MAX_BYTES
                    && !isOurs(header)) {
                all.add(header);
                bytes += size;
            } else {
                dropped++;
            }
        }
        all.addAll(reasons(dropped));
        return List.copyOf(all);
    }

    private List<Header> reasons(int droppedHeaders) {
        return new HeaderField.Headers()
                .add(ERRORS + "topic", topic)
                .add(ERRORS + "partition", partition)
                .add(ERRORS + "offset", offset)
                .add(ERRORS + "timestamp", timestampMillis)
                .add(ERRORS + "type", code.code())
                .add(ERRORS + "message", message)
                .add(ERRORS + "attempts", attempts)
                .add(ERRORS + "headers.dropped", droppedHeaders)
                .list();
    }

    private static boolean isOurs(Header header) {
        return header.key().startsWith(PREFIX);
    }
}
