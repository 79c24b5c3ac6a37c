package dev.pointsman.contracts;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;

/**
 * The headers of a dead letter, as somebody reads them who wants to know why, or to have the job
 * run again. Immutable, so safe on every thread.
 *
 * @param originals the headers of the job's record
 */
public record StoredLetter(DeadLetter letter, List<Header> originals, LetterExtras extras) {
    /** More headers than any letter of ours has; of a record with more nothing is read. */
    private static final int MAX_HEADERS = 4 * HeaderBag.MAX_HEADERS;

    public StoredLetter {
        originals = List.copyOf(originals);
    }

    /** What these headers say; nothing if no worker can have written them. */
    public static Optional<StoredLetter> read(Iterable<Header> headers) {
        var originals = new ArrayList<Header>();
        var ours = new HashMap<String, byte[]>();
        for (var header : headers) {
            if (originals.size() + ours.size() == MAX_HEADERS) {
                return Optional.empty();
            }
            if (!header.key().startsWith(DeadLetter.PREFIX)) {
                originals.add(header);
            } else if (header.value() == null || ours.put(header.key(), header.value()) != null) {
                return Optional.empty();
            }
        }
        return letter(new Fields(ours))
                .map(letter -> new StoredLetter(letter, originals, extras(ours)));
    }

    /** All headers, the job's and ours, as they may be written again. */
    public List<Header> headers() {
        var all = new ArrayList<>(letter.headers(originals));
        all.addAll(extras.headers());
        return all;
    }

    private static Optional<DeadLetter> letter(Fields fields) {
        try {
            return Optional.of(
                    new DeadLetter(
                            fields.value("topic", Function.identity()),
                            fields.value("partition", Integer::parseInt),
                            fields.value("offset", Long::parseLong),
                            fields.value("timestamp", Long::parseLong),
                            fields.value(
                                    "type", text -> ErrorCode.of(text).orElseThrow(Fields::bad)),
                            fields.value("message", Function.identity()),
                            fields.value("attempts", Integer::parseInt)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static LetterExtras extras(Map<String, byte[]> ours) {
        return new LetterExtras(
                ours.containsKey(LetterExtras.PAYLOAD_DROPPED),
                Optional.ofNullable(ours.get(LetterExtras.RECORDING)).map(Payload::copyOf),
                ours.containsKey(LetterExtras.RECORDED_AT));
    }

    /** The headers of the error's family, by their endings. */
    private record Fields(Map<String, byte[]> ours) {
        <T> T value(String ending, Function<String, T> parser) {
            var value = ours.get(DeadLetter.ERRORS + ending);
            if (value == null) {
                throw bad();
            }
            return parser.apply(new String(value, StandardCharsets.UTF_8));
        }

        static IllegalArgumentException bad() {
            return new IllegalArgumentException("no dead letter of ours");
        }
    }
}
