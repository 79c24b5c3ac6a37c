package dev.pointsman.it.chaos.jobs;

import dev.pointsman.contracts.Event;
import dev.pointsman.contracts.HeaderName;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.it.chaos.check.LogTopic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Makes up the records of a run: the same seed, the same records. Owned by one thread. */
public final class JobMix {
    private static final int KEYS = 60;

    /** Few, so that each counts far. */
    private static final int COUNTED_KEYS = 6;

    private static final int SMALL_BYTES = 200;
    private static final int TOO_LARGE_BYTES = Model.LARGEST_RESULT_BYTES + 8 * 1024;
    private static final byte[] NOT_UTF8 = {(byte) 0xc3, 0x28};

    private final long seed;
    private final Random random;
    private final EarlierJobs earlier = new EarlierJobs();
    private int count;

    public JobMix(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** The next record. */
    public ProducerRecord<byte[], byte[]> next() {
        var kind = JobKind.at(random.nextInt(JobKind.WHOLE));
        return switch (kind) {
            case AGAIN -> earlier.again(random).orElseGet(() -> job(JobKind.ECHO_WITH_KEY));
            case CANCEL -> earlier.cancel(random).orElseGet(() -> job(JobKind.ECHO_WITH_KEY));
            default -> job(kind);
        };
    }

    private ProducerRecord<byte[], byte[]> job(JobKind kind) {
        var number = count++;
        var key = key(kind);
        if (kind == JobKind.WITHOUT_HEADERS) {
            return record(key, bytes("no job, number " + number), List.of());
        }
        var request = request(kind, "c" + seed + "-" + number);
        var record = record(key, request.input().toBytes(), headers(kind, request));
        earlier.add(kind, request, record);
        return record;
    }

    private byte @Nullable [] key(JobKind kind) {
        return switch (kind) {
            case ECHO_WITHOUT_KEY -> null;
            case COUNT, COUNT_AND_PUBLISH, COUNT_AND_TRAP ->
                    bytes("k" + random.nextInt(COUNTED_KEYS));
            default -> bytes("k" + random.nextInt(KEYS));
        };
    }

    private JobRequest request(JobKind kind, String id) {
        return JobRequest.of(
                new JobId(id),
                new TenantId(tenant(kind)),
                ModuleRef.named(kind.module()),
                Event.of("urn:pointsman:chaos", "dev.pointsman.chaos.v1"),
                Payload.ofUtf8(input(kind, id)));
    }

    private String tenant(JobKind kind) {
        return switch (kind) {
            case SPIN -> Tenants.SPINNER;
            case UNKNOWN_TENANT -> Tenants.STRANGER;
            default -> Tenants.QUICK.get(random.nextInt(Tenants.QUICK.size()));
        };
    }

    private String input(JobKind kind, String id) {
        return switch (kind) {
            case PUBLISH, TRAP -> LogTopic.ALERTS.topic();
            case COUNT_AND_PUBLISH -> Model.COUNT_AND_PUBLISH + LogTopic.ALERTS.topic();
            case COUNT_AND_TRAP -> Model.COUNT_AND_TRAP + id;
            case FAILURE -> Integer.toString(1 + random.nextInt(63));
            case FALTERS -> Integer.toString(1 + random.nextInt(Model.ATTEMPTS));
            case POISON -> Integer.toString(Model.PLEASE_RETRY);
            case TOO_LARGE -> id + "x".repeat(TOO_LARGE_BYTES);
            default -> id + "x".repeat(random.nextInt(SMALL_BYTES));
        };
    }

    private static List<Header> headers(JobKind kind, JobRequest request) {
        var headers = new ArrayList<>(JobRequestCodec.write(request));
        switch (kind) {
            case WITHOUT_TENANT -> headers.removeIf(JobMix::isTenant);
            case NOT_UTF8 -> headers.replaceAll(JobMix::spoilt);
            default -> {
                // As they should be.
            }
        }
        return headers;
    }

    private static boolean isTenant(Header header) {
        return header.key().equals(HeaderName.TENANT);
    }

    private static Header spoilt(Header header) {
        return isTenant(header) ? new RawHeader(header.key(), NOT_UTF8) : header;
    }

    private static ProducerRecord<byte[], byte[]> record(
            byte @Nullable [] key, byte[] value, List<Header> headers) {
        return new ProducerRecord<>(LogTopic.JOBS.topic(), null, key, value, headers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
