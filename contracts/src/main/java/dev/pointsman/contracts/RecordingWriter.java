package dev.pointsman.contracts;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * Bytes in the making: numbers seven bits a byte, texts and payloads behind their length, lists
 * behind their count. Owned by one thread.
 */
final class RecordingWriter {
    private static final int BITS = 7;
    private static final int MORE = 0x80;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** The number as if it had no sign. */
    RecordingWriter number(long number) {
        var rest = number;
        for (; (rest & -MORE) != 0; rest >>>= BITS) {
            bytes.write(((int) rest & (MORE - 1)) | MORE);
        }
        bytes.write((int) rest);
        return this;
    }

    RecordingWriter flag(boolean flag) {
        return number(flag ? 1 : 0);
    }

    RecordingWriter bytes(byte[] more) {
        number(more.length);
        bytes.writeBytes(more);
        return this;
    }

    RecordingWriter text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    <T> RecordingWriter optional(Optional<T> value, Consumer<T> writing) {
        flag(value.isPresent());
        value.ifPresent(writing);
        return this;
    }

    <T> RecordingWriter list(Collection<T> list, Consumer<T> writing) {
        number(list.size());
        list.forEach(writing);
        return this;
    }

    /** In the order of the names, so that there is one way to write it. */
    <T> RecordingWriter map(SortedMap<String, T> map, Consumer<T> writing) {
        number(map.size());
        map.forEach((name, value) -> {
            text(name);
            writing.accept(value);
        });
        return this;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
