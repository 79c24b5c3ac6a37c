package dev.pointsman.it.bench.load;

import dev.pointsman.contracts.Event;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes jobs as a publisher would, headers and all, and knows what comes of each. Safe on every
 * thread.
 */
public final class BenchJobs {
    /** The module that takes as many seconds as its input says. */
    public static final String SPINNING = "slow";

    /** What the path begins with that is answered after as many seconds as it ends with. */
    public static final String SECONDS = "/seconds/";

    /** What the status of an answer begins with when all went well. */
    private static final String FETCHED = "200";

    private static final Event EVENT =
            Event.of("urn:pointsman:bench", "dev.pointsman.bench.job.v1");
    private static final long SEED = 42;
    private static final int MEMORY_BYTES = 64 * 1024;

    private final String topic;
    private final Shape shape;
    private final Work work;
    private final String origin;
    private final byte[] value;

    /**
     * @param origin where the jobs that wait fetch from, such as http://127.0.0.1:8080
     * @param valueBytes the size of a trivial job's value, which nobody can compress
     */
    public BenchJobs(String topic, Shape shape, Work work, String origin, int valueBytes) {
        if (work.needsKey() && shape.keys() == 0) {
            throw new IllegalArgumentException("keys: 0 (expected: 1 or more, for " + work + ")");
        }
        this.topic = topic;
        this.shape = shape;
        this.work = work;
        this.origin = origin;
        this.value = new byte[work == Work.MEMORY ? MEMORY_BYTES : valueBytes];
        new Random(SEED).nextBytes(value);
    }

    public String topic() {
        return topic;
    }

    public Shape shape() {
        return shape;
    }

    public Work work() {
        return work;
    }

    /** A job; the prefix and the number make its id. */
    public ProducerRecord<byte[], byte[]> job(String prefix, long number) {
        byte @Nullable [] key = shape.keys() == 0 ? null : bytes("key-" + shape.keyOf(number));
        var partition = shape.partitionOf(number);
        return record(
                new JobId(prefix + number),
                shape.tenantOf(number),
                work.module(),
                new ProducerRecord<>(topic, partition, key, input(number)));
    }

    /** A job of this tenant for this module, whose input is empty. */
    public ProducerRecord<byte[], byte[]> of(String id, String tenant, String module) {
        var record = new ProducerRecord<>(topic, 0, bytes(id), new byte[0]);
        return record(new JobId(id), tenant, module, record);
    }

    /** What the job with this number gives back. */
    public byte[] answer(long number) {
        return switch (work) {
            case TRIVIAL -> input(number);
            case TYPICAL -> Orders.answer(shape.tenantOf(number), number);
            case MEMORY -> bytes(HexFormat.of().formatHex(sha256(input(number))));
            case WAITING -> bytes(FETCHED);
        };
    }

    /** A job that spins for this many whole seconds, under a key of its own. */
    public ProducerRecord<byte[], byte[]> spinning(String id, Duration takes) {
        return slow(id, SPINNING, Long.toString(takes.toSeconds()));
    }

    /** A job that waits this many whole seconds for an HTTP answer, under a key of its own. */
    public ProducerRecord<byte[], byte[]> waiting(String id, Duration takes) {
        return slow(id, Work.WAITING.module(), origin + SECONDS + takes.toSeconds());
    }

    private ProducerRecord<byte[], byte[]> slow(String id, String module, String input) {
        var record = new ProducerRecord<>(topic, 0, bytes("slow"), bytes(input));
        return record(new JobId(id), Shape.tenant(0), module, record);
    }

    private byte[] input(long number) {
        return switch (work) {
            case TRIVIAL -> value;
            case TYPICAL -> Orders.lines(number);
            case MEMORY -> numbered(number);
            case WAITING -> bytes(origin + "/" + number);
        };
    }

    /** No two are alike, so that nobody can remember an answer. */
    private byte[] numbered(long number) {
        var copy = value.clone();
        for (var at = 0; at < Long.BYTES; at++) {
            copy[at] = (byte) (number >>> (Byte.SIZE * at));
        }
        return copy;
    }

    private static ProducerRecord<byte[], byte[]> record(
            JobId id, String tenant, String module, ProducerRecord<byte[], byte[]> bare) {
        var job =
                JobRequest.of(
                        id, new TenantId(tenant), ModuleRef.named(module), EVENT, Payload.EMPTY);
        return new ProducerRecord<>(
                bare.topic(),
                bare.partition(),
                bare.key(),
                bare.value(),
                JobRequestCodec.write(job));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
