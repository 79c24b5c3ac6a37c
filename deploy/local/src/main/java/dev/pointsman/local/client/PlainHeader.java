package dev.pointsman.local.client;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A header with any value, or none. Immutable, so safe on every thread. */
final class PlainHeader implements Header {
    private final String name;
    private final byte @Nullable [] bytes;

    PlainHeader(String name, byte @Nullable [] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    static PlainHeader of(String name, String text) {
        return new PlainHeader(name, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String key() {
        return name;
    }

    /** The interface of Kafka hands the array out, and knows no annotation for one that is none. */
    @Override
    @SuppressWarnings("NullAway")
    public byte[] value() {
        return bytes;
    }

    @Override
    public String toString() {
        return name;
    }
}
