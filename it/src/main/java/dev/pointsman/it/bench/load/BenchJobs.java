package dev.pointsman.it.bench.load;

import dev.pointsman.contracts.Event;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Makes jobs as a publisher would, headers and all. Safe on every thread. */
public final class BenchJobs {
    /** Whose they are. */
    public static final String TENANT = "bench";

    /** The job that gives its input back. */
    public static final String TRIVIAL = "echo";

    /** The job that takes as many seconds as its input says. */
    public static final String SLOW = "slow";

    private static final Event EVENT =
            Event.of("urn:pointsman:bench", "dev.pointsman.bench.job.v1");
    private static final long SEED = 42;

    private final String topic;
    private final Shape shape;
    private final byte[] value;

    /**
     * @param valueBytes the size of a trivial job's value, which nobody can compress
     */
    public BenchJobs(String topic, Shape shape, int valueBytes) {
        this.topic = topic;
        this.shape = shape;
        this.value = new byte[valueBytes];
        new Random(SEED).nextBytes(value);
    }

    public String topic() {
        return topic;
    }

    public Shape shape() {
        return shape;
    }

    /** A trivial job; the prefix and the number make its id. */
    ProducerRecord<byte[], byte[]> trivial(String prefix, long number) {
        byte @Nullable [] key = shape.keys() == 0 ? null : bytes("key-" + shape.keyOf(number));
        return record(prefix + number, TRIVIAL, shape.partitionOf(number), key, value);
    }

    /** A job that takes this long, under a key of its own. */
    ProducerRecord<byte[], byte[]> slow(String id, long seconds) {
        return record(id, SLOW, 0, bytes("slow"), bytes(Long.toString(seconds)));
    }

    private ProducerRecord<byte[], byte[]> record(
            String id, String module, int partition, byte @Nullable [] key, byte[] input) {
        var job =
                JobRequest.of(
                        new JobId(id),
                        new TenantId(TENANT),
                        ModuleRef.named(module),
                        EVENT,
                        Payload.EMPTY);
        return new ProducerRecord<>(topic, partition, key, input, JobRequestCodec.write(job));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
