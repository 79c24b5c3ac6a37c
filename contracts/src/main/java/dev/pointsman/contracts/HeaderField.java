package dev.pointsman.contracts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;

/** A header we write: a name and a text in UTF-8. Immutable, so safe on every thread. */
final class HeaderField implements Header {
    private final String name;
    private final byte[] text;

    private HeaderField(String name, byte[] text) {
        this.name = name;
        this.text = text;
    }

    /** One to be written many times. */
    static HeaderField of(String name, String text) {
        return new HeaderField(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** One whose value is bytes of our own. */
    static HeaderField of(String name, Payload value) {
        return new HeaderField(name, value.toBytes());
    }

    @Override
    public String key() {
        return name;
    }

    /** The interface of Kafka hands the array out; its producer only reads it. */
    @Override
    public byte[] value() {
        return text;
    }

    @Override
    public String toString() {
        return name;
    }

    /** A list of headers in the making. Owned by one thread. */
    static final class Headers {
        /** What a result has, and room for a few. */
        private static final int USUAL = 24;

        private final List<Header> fields = new ArrayList<>(USUAL);

        Headers add(HeaderField field) {
            fields.add(field);
            return this;
        }

        Headers add(String name, Object value) {
            return add(of(name, value.toString()));
        }

        Headers add(String name, Instant moment) {
            return add(new HeaderField(name, WireTime.write(moment)));
        }

        Headers add(String name, Optional<?> value) {
            value.ifPresent(present -> add(name, present));
            return this;
        }

        List<Header> list() {
            return Collections.unmodifiableList(fields);
        }
    }
}
