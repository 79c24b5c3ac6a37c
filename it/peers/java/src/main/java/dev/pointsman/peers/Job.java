package dev.pointsman.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One job: what it was given, and what it has asked for so far. Owned by one thread. */
final class Job {
    /** A record it wants published; its bytes are copies of the guest's already. */
    @SuppressWarnings("ArrayRecordComponent")
    record Publication(String topic, byte[] key, String type, String contentType, byte[] value) {}

    /** A value it wants kept; the same. */
    @SuppressWarnings("ArrayRecordComponent")
    record Kept(String name, byte[] value) {}

    private final ConsumerRecord<byte[], byte[]> record;
    private final String tenant;
    private final Map<String, String> config;
    private final long startNanos = System.nanoTime();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final List<Publication> publications = new ArrayList<>();
    private final List<Kept> kept = new ArrayList<>();

    Job(ConsumerRecord<byte[], byte[]> record, Tenants tenants) {
        this.record = record;
        this.tenant = header("ce_tenant");
        this.config = tenants.config(tenant);
    }

    String id() {
        return header("ce_id");
    }

    String tenant() {
        return tenant;
    }

    String module() {
        return header("ce_module");
    }

    int partition() {
        return record.partition();
    }

    byte[] key() {
        return record.key();
    }

    byte[] input() {
        return record.value();
    }

    long nanos() {
        return System.nanoTime() - startNanos;
    }

    ByteArrayOutputStream output() {
        return output;
    }

    List<Publication> publications() {
        return publications;
    }

    List<Kept> kept() {
        return kept;
    }

    /** What config_get answers. */
    Optional<String> config(String key) {
        return Optional.ofNullable(config.get(key));
    }

    /** What context_get answers. */
    Optional<String> fact(String name) {
        return switch (name) {
            case "tenant" -> Optional.of(tenant);
            case "job-id" -> Optional.of(id());
            default -> Optional.empty();
        };
    }

    private String header(String name) {
        var header = record.headers().lastHeader(name);
        if (header == null) {
            throw new IllegalArgumentException("no header " + name + " (expected: a job)");
        }
        return new String(header.value(), UTF_8);
    }
}
