package dev.pointsman.contracts;

import static dev.pointsman.contracts.Rejection.Kind.DUPLICATED;
import static dev.pointsman.contracts.Rejection.Kind.MALFORMED;
import static dev.pointsman.contracts.Rejection.Kind.MISSING;
import static dev.pointsman.contracts.Rejection.Kind.NOT_UTF8;
import static dev.pointsman.contracts.Rejection.Kind.OVERSIZED;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;

/**
 * The headers of one record that we know by name, read in one pass that stops at the first excess,
 * so that a header bomb costs no more than a full set of honest headers. Owned by one thread.
 */
final class HeaderBag {
    /** More headers than this, or more bytes in names and values, and the record is refused. */
    static final int MAX_HEADERS = 64;

    static final int MAX_BYTES = 16 * 1024;

    private static final String SPEC_VERSION = "1.0";

    private final Map<String, String> values;

    private HeaderBag(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads the headers with these names; throws {@link BadHeader} for what no reader could use.
     */
    static HeaderBag read(Iterable<Header> headers, Set<String> names) {
        var values = new HashMap<String, String>();
        var count = 0;
        var bytes = 0L;
        for (var header : headers) {
            bytes += size(header);
            if (++count > MAX_HEADERS || bytes > MAX_BYTES) {
                throw new BadHeader(OVERSIZED, excess(count, bytes));
            }
            if (names.contains(header.key()) && values.put(header.key(), text(header)) != null) {
                throw new BadHeader(DUPLICATED, header.key() + ": stands more than once");
            }
        }
        return new HeaderBag(values);
    }

    /** As many headers, from the first on, as may be read at all. */
    static List<Header> head(Iterable<Header> headers) {
        var head = new ArrayList<Header>();
        var bytes = 0L;
        for (var header : headers) {
            bytes += size(header);
            if (head.size() == MAX_HEADERS || bytes > MAX_BYTES) {
                break;
            }
            head.add(header);
        }
        return head;
    }

    /** The bytes of name and value. */
    static long size(Header header) {
        var value = header.value();
        return (long) Text.utf8Bytes(header.key()) + (value == null ? 0 : value.length);
    }

    /** Every record of ours is a CloudEvent 1.0. */
    void requireSpecVersion() {
        var version = required(HeaderName.SPEC_VERSION, Function.identity());
        if (!version.equals(SPEC_VERSION)) {
            throw new BadHeader(
                    MALFORMED,
                    HeaderName.SPEC_VERSION + ": " + Wording.quote(version) + " (expected: 1.0)");
        }
    }

    /** The value of a header that must be there. */
    <T> T required(String name, Function<String, T> parser) {
        return optional(name, parser)
                .orElseThrow(() ->
                        new BadHeader(
                                MISSING, name + ": missing (every record of this kind has one)"));
    }

    /** The value of a header that may be there. */
    <T> Optional<T> optional(String name, Function<String, T> parser) {
        return Optional.ofNullable(values.get(name)).map(value -> parse(name, value, parser));
    }

    /** The text of a header that may be there. */
    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private static <T> T parse(String name, String value, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw new BadHeader(MALFORMED, name + ": " + e.getMessage());
        }
    }

    private static String excess(int count, long bytes) {
        return count > MAX_HEADERS
                ? "headers: more than " + MAX_HEADERS
                : "headers: " + bytes + " bytes or more (expected: at most " + MAX_BYTES + ")";
    }

    private static String text(Header header) {
        var value = header.value();
        if (value == null) {
            throw new BadHeader(MALFORMED, header.key() + ": has no value");
        }
        if (Text.isPrintableAscii(value)) {
            return new String(value, StandardCharsets.US_ASCII);
        }
        var text = decoded(header.key(), value);
        // CloudEvents forbids them, and the text goes on into results and the guest's variables.
        if (Text.hasControls(text)) {
            throw new BadHeader(
                    MALFORMED,
                    header.key()
                            + ": "
                            + Wording.quote(text)
                            + " (expected: no control characters)");
        }
        return text;
    }

    private static String decoded(String name, byte[] value) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
        } catch (CharacterCodingException _) {
            throw new BadHeader(NOT_UTF8, name + ": not UTF-8");
        }
    }
}
