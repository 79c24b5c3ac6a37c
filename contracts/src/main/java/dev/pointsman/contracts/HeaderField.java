package dev.pointsman.contracts;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;

/** A header we write: a name and a text in UTF-8. Immutable, so safe on every thread. */
final class HeaderField implements Header {
    private final String name;
    private final byte[] text;

    private HeaderField(String name, String text) {
        this.name = name;
        this.text = text.getBytes(StandardCharsets.UTF_8);
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
        private final List<Header> fields = new ArrayList<>();

        Headers add(String name, Object value) {
            fields.add(new HeaderField(name, value.toString()));
            return this;
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
