package dev.pointsman.contracts;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;

/**
 * The headers of a dead letter, as somebody reads them who wants to know why, or to have the job
 * run again. Immutable, so safe on every thread.
 *
 * @param originals the headers of the job's record
 * @param droppedHeaders how many more it had
 */
public record StoredLetter(
        DeadLetter letter, List<Header> originals, int droppedHeaders, LetterExtras extras) {
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
        return read(new Fields(ours), originals, extras(ours));
    }

    /** All headers, the job's and ours, as they may be written again. */
    public List<Header> headers() {
        var all = new ArrayList<>(letter.headers(originals, droppedHeaders));
        all.addAll(extras.headers());
        return all;
    }

    private static Optional<StoredLetter> read(
            Fields fields, List<Header> originals, LetterExtras extras) {
        try {
            var dropped = fields.count("headers.dropped", 0);
            return Optional.of(new StoredLetter(fields.letter(), originals, dropped, extras));
        } catch (IllegalArgumentException | DateTimeException _) {
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
        private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

        DeadLetter letter() {
            return new DeadLetter(
                    value("topic", Fields::topic),
                    count("partition", 0),
                    value("offset", Fields::offset),
                    value("timestamp", Long::parseLong),
                    value("type", ErrorType::new),
                    value("message", Function.identity()),
                    count("attempts", 1),
                    text("first.failed").map(Instant::parse));
        }

        int count(String ending, int least) {
            var count = value(ending, Integer::parseInt);
            if (count < least) {
                throw bad();
            }
            return count;
        }

        private <T> T value(String ending, Function<String, T> parser) {
            return text(ending).map(parser).orElseThrow(Fields::bad);
        }

        private Optional<String> text(String ending) {
            return Optional.ofNullable(ours.get(DeadLetter.ERRORS + ending))
                    .map(value -> new String(value, StandardCharsets.UTF_8));
        }

        private static long offset(String digits) {
            var offset = Long.parseLong(digits);
            if (offset < 0) {
                throw bad();
            }
            return offset;
        }

        private static String topic(String name) {
            if (!TOPIC.matcher(name).matches()) {
                throw bad();
            }
            return name;
        }

        private static IllegalArgumentException bad() {
            return new IllegalArgumentException("no dead letter of ours");
        }
    }
}
