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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

    /** Stands for a header that is not there: no text of one has a control character in it. */
    private static final String ABSENT = "\0";

    private final NameTable names;

    /** By the numbers of their names. */
    private final String[] texts;

    private final HeaderSum sum;
    private final long textBytes;

    private HeaderBag(NameTable names, String[] texts, HeaderSum sum, long textBytes) {
        this.names = names;
        this.texts = texts;
        this.sum = sum;
        this.textBytes = textBytes;
    }

    /**
     * Reads the headers with these names; throws {@link BadHeader} for what no reader could use.
     */
    static HeaderBag read(Iterable<Header> headers, NameTable names) {
        var texts = new String[names.size()];
        Arrays.fill(texts, ABSENT);
        var count = 0;
        var bytes = 0L;
        var textBytes = 0L;
        var reserved = false;
        for (var header : headers) {
            var number = names.numberOf(header.key());
            bytes += number == NameTable.NONE ? size(header) : sizeOfAscii(header);
            if (++count > MAX_HEADERS || bytes > MAX_BYTES) {
                throw new BadHeader(OVERSIZED, excess(count, bytes));
            }
            reserved |= RetryCodec.isReserved(header.key());
            if (number != NameTable.NONE) {
                texts[number] = onlyText(header, texts[number]);
                textBytes += heldBytes(texts[number], valueSize(header));
            }
        }
        return new HeaderBag(names, texts, new HeaderSum(count, bytes, reserved), textBytes);
    }

    private static String onlyText(Header header, String before) {
        var text = text(header);
        if (!before.equals(ABSENT)) {
            throw new BadHeader(DUPLICATED, header.key() + ": stands more than once");
        }
        return text;
    }

    /** Of as many letters as bytes all are ASCII; one that is not may make two bytes of each. */
    private static long heldBytes(String text, int utf8Bytes) {
        return text.length() == utf8Bytes ? utf8Bytes : (long) Character.BYTES * text.length();
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
        return (long) Text.utf8Bytes(header.key()) + valueSize(header);
    }

    /** The same of a header whose name is one of ours, without a look at each letter of it. */
    private static long sizeOfAscii(Header header) {
        return (long) header.key().length() + valueSize(header);
    }

    private static int valueSize(Header header) {
        var value = header.value();
        return value == null ? 0 : value.length;
    }

    /** What all headers of the record come to, those included that were not looked for. */
    HeaderSum sum() {
        return sum;
    }

    /** What the texts take of a heap, at most, that were made of those that were looked for. */
    long textBytes() {
        return textBytes;
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
        var text = textOf(name);
        if (text.equals(ABSENT)) {
            throw new BadHeader(MISSING, name + ": missing (every record of this kind has one)");
        }
        return parse(name, text, parser);
    }

    /** The value of a header that may be there. */
    <T> Optional<T> optional(String name, Function<String, T> parser) {
        var text = textOf(name);
        return text.equals(ABSENT) ? Optional.empty() : Optional.of(parse(name, text, parser));
    }

    /** The text of a header that may be there. */
    Optional<String> text(String name) {
        var text = textOf(name);
        return text.equals(ABSENT) ? Optional.empty() : Optional.of(text);
    }

    private String textOf(String name) {
        return texts[names.numberOf(name)];
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
