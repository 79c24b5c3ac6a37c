package dev.pointsman.contracts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Header;

/** A header we write: a name and a text in UTF-8. Immutable, so safe on every thread. */
final class HeaderField implements Header {
    /** Of every record of ours. */
    static final HeaderField SPEC_VERSION = of(HeaderName.SPEC_VERSION, "1.0");

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
        return new HeaderField(name, value.lent());
    }

    /** One of an array that nobody writes to. */
    static HeaderField of(String name, byte[] text) {
        return new HeaderField(name, text);
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

    /** Headers in the making, each of which goes where it belongs at once. Owned by one thread. */
    static final class Headers {
        /** What a result has, and room for a few. */
        private static final int USUAL = 24;

        private final List<Header> fields;
        private final Consumer<Header> into;

        /** Into a list of its own. */
        Headers() {
            this.fields = new ArrayList<>(USUAL);
            this.into = fields::add;
        }

        /** Into what somebody else has, and has no list. */
        Headers(Consumer<Header> into) {
            this.fields = List.of();
            this.into = into;
        }

        Headers add(HeaderField field) {
            into.accept(field);
            return this;
        }

        Headers add(List<? extends Header> ready) {
            ready.forEach(into);
            return this;
        }

        /** Of an array that nobody writes to. */
        Headers add(String name, byte[] text) {
            return add(of(name, text));
        }

        Headers add(String name, Object value) {
            return add(of(name, value.toString()));
        }

        Headers add(String name, long number) {
            return add(of(name, Decimal.write(number)));
        }

        Headers add(String name, Instant moment) {
            return add(of(name, WireTime.write(moment)));
        }

        Headers add(String name, Optional<?> value) {
            return value.isPresent() ? add(name, value.get()) : this;
        }

        List<Header> list() {
            return Collections.unmodifiableList(fields);
        }
    }
}
