package dev.pointsman.contracts;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Reads what {@link RecordingWriter} wrote, and throws {@link IllegalArgumentException} at what it
 * cannot have written. No length or count is believed that is more than what is left, and whatever
 * is counted takes a byte at least. Owned by one thread.
 */
final class RecordingReader {
    private static final int BITS = 7;
    private static final int MORE = 0x80;
    private static final int LAST_SHIFT = 63;

    private final ByteBuffer bytes;

    RecordingReader(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /** Written in as few bytes as it can be. */
    long number() {
        var number = 0L;
        for (var shift = 0; shift <= LAST_SHIFT; shift += BITS) {
            var next = oneByte();
            number |= (long) (next & (MORE - 1)) << shift;
            if (next < MORE) {
                require(next > 0 || shift == 0, "a number with zeros before it");
                require(shift < LAST_SHIFT || next == 1, "a number of more than 64 bits");
                return number;
            }
        }
        throw new IllegalArgumentException("a number without an end");
    }

    /** A number from 0 to this one. */
    int number(int most) {
        var number = number();
        require(number >= 0 && number <= most, "a number beyond " + most);
        return (int) number;
    }

    /** A length or a count: no more than what is left behind it. */
    private int length() {
        var length = number();
        require(length >= 0 && length <= bytes.remaining(), "a length beyond the end");
        return (int) length;
    }

    boolean flag() {
        return number(1) == 1;
    }

    byte[] bytes() {
        var read = new byte[length()];
        bytes.get(read);
        return read;
    }

    String text() {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes())).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text that is not UTF-8", e);
        }
    }

    <T> Optional<T> optional(Supplier<T> reading) {
        return flag() ? Optional.of(reading.get()) : Optional.empty();
    }

    <T> List<T> list(Supplier<T> reading) {
        var count = length();
        var list = new ArrayList<T>();
        for (var i = 0; i < count; i++) {
            list.add(reading.get());
        }
        return list;
    }

    <T> SortedMap<String, T> map(Supplier<T> reading) {
        var count = length();
        var map = new TreeMap<String, T>();
        for (var i = 0; i < count; i++) {
            var name = text();
            require(map.isEmpty() || map.lastKey().compareTo(name) < 0, "names out of order");
            map.put(name, reading.get());
        }
        return map;
    }

    void requireEnd() {
        require(!bytes.hasRemaining(), "bytes after the end");
    }

    private int oneByte() {
        require(bytes.hasRemaining(), "an early end");
        return Byte.toUnsignedInt(bytes.get());
    }

    static void require(boolean good, String otherwise) {
        if (!good) {
            throw new IllegalArgumentException("recording: " + otherwise);
        }
    }
}
