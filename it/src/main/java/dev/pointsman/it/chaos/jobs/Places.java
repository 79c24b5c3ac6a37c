package dev.pointsman.it.chaos.jobs;

import dev.pointsman.contracts.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a record, any of which may be missing. Stateless. */
public final class Places {
    private Places() {}

    /** Where the record stands, as {@code topic-partition@offset}. */
    public static String of(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    /** The value; nothing is empty. */
    public static Payload payload(byte @Nullable [] value) {
        return value == null ? Payload.EMPTY : Payload.copyOf(value);
    }

    /** The bytes; nothing is empty. */
    public static byte[] bytes(byte @Nullable [] bytes) {
        return bytes == null ? new byte[0] : bytes;
    }

    /** The key as text, which all keys of a run are. */
    public static Optional<String> key(ConsumerRecord<byte[], byte[]> record) {
        return Optional.ofNullable(record.key())
                .map(key -> new String(key, StandardCharsets.UTF_8));
    }

    /** A header as text, empty if it is not there. */
    public static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
