package dev.pointsman.contracts;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * Between a retry and the headers of its record, both ways: those of the job's own record, and
 * {@code __pointsman.retry.*}, which count in records of the retries topic only. Stateless, so safe
 * on every thread.
 */
public final class RetryCodec {
    /** What stands under this prefix in a record of the jobs topic, a publisher made up. */
    public static final String PREFIX = DeadLetter.PREFIX + "retry.";

    private static final String ATTEMPT = PREFIX + "attempt";
    private static final String DUE = PREFIX + "due";
    private static final String FIRST_FAILED = PREFIX + "first.failed";
    private static final String TOPIC = PREFIX + "topic";
    private static final String PARTITION = PREFIX + "partition";
    private static final String OFFSET = PREFIX + "offset";
    private static final String TIMESTAMP = PREFIX + "timestamp";
    private static final String ERROR = PREFIX + "error";

    /** Left out where it says nothing. */
    private static final String ORDER = PREFIX + "order";

    private static final NameTable NAMES =
            NameTable.of(
                    ATTEMPT, DUE, FIRST_FAILED, TOPIC, PARTITION, OFFSET, TIMESTAMP, ERROR, ORDER);

    private RetryCodec() {}

    /**
     * The headers of the record to come.
     *
     * @param originals those of the record that was tried last; of a retry that is moved, or tried
     *     once more, what stood under our names is replaced
     */
    public static List<Header> write(Iterable<Header> originals, Retry retry) {
        var headers = new ArrayList<>(Originals.of(originals).headers());
        var ours =
                new HeaderField.Headers()
                        .add(ATTEMPT, retry.attempt())
                        .add(DUE, retry.due())
                        .add(FIRST_FAILED, retry.firstFailed())
                        .add(TOPIC, retry.place().topic())
                        .add(PARTITION, retry.place().partition())
                        .add(OFFSET, retry.place().offset())
                        .add(TIMESTAMP, retry.place().timestampMillis())
                        .add(ERROR, retry.error().code());
        if (retry.order() != RetryOrder.FREE) {
            ours.add(ORDER, retry.order());
        }
        headers.addAll(ours.list());
        return List.copyOf(headers);
    }

    /** Reads what a worker wrote. Never throws, whatever the bytes. */
    public static Reading<Retry> read(Iterable<Header> headers) {
        try {
            return new Reading.Accepted<>(retry(HeaderBag.read(ours(headers), NAMES)));
        } catch (BadHeader bad) {
            return new Reading.Rejected<>(bad.rejection(originals(headers)));
        } catch (IllegalArgumentException e) {
            var bad = new BadHeader(Rejection.Kind.MALFORMED, PREFIX + e.getMessage());
            return new Reading.Rejected<>(bad.rejection(originals(headers)));
        }
    }

    /** The headers that the job's publisher wrote. */
    public static List<Header> originals(Iterable<Header> headers) {
        return Originals.of(headers).headers();
    }

    /** Whether a header of this name says something only a worker may say. */
    public static boolean isReserved(String name) {
        return name.startsWith(PREFIX);
    }

    private static Retry retry(HeaderBag headers) {
        return new Retry(
                headers.required(ATTEMPT, Integer::parseInt),
                headers.required(DUE, JobRequestCodec::instant),
                headers.required(FIRST_FAILED, JobRequestCodec::instant),
                new RecordPlace(
                        headers.required(TOPIC, topic -> topic),
                        headers.required(PARTITION, Integer::parseInt),
                        headers.required(OFFSET, Long::parseLong),
                        headers.required(TIMESTAMP, Long::parseLong)),
                headers.required(ERROR, RetryCodec::error),
                headers.optional(ORDER, RetryOrder::of).orElse(RetryOrder.FREE));
    }

    /** A newer worker may know more of them, and the job waits for its attempt all the same. */
    private static ErrorCode error(String code) {
        return ErrorCode.of(code).orElse(ErrorCode.WORKER_FAULT);
    }

    /** No more than there can be, and one: what follows is read for nothing. */
    private static List<Header> ours(Iterable<Header> headers) {
        var ours = new ArrayList<Header>();
        for (var header : headers) {
            if (isReserved(header.key()) && ours.size() <= NAMES.size()) {
                ours.add(header);
            }
        }
        return ours;
    }
}
