package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.bytes;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static dev.pointsman.worker.kafka.TestingJobs.record;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Event;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.contracts.Retry;
import dev.pointsman.contracts.RetryCodec;
import dev.pointsman.contracts.RetryOrder;
import dev.pointsman.worker.tenant.BackOff;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.tenant.RetryPolicy;
import dev.pointsman.worker.tenant.Tenants;
import dev.pointsman.worker.testing.TestingContexts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Jobs that ask for another attempt, and what workers write of them. */
final class TestingRetries {
    /** Longer than any of them waits. */
    static final Duration LONG = Duration.ofMinutes(10);

    private TestingRetries() {}

    static Tenants trying(int attempts) {
        return by(RetryPolicy.USUAL.withAttempts(attempts));
    }

    /** Three attempts, with so long between them, or up to a quarter less. */
    static Tenants waiting(Duration wait) {
        return by(
                new RetryPolicy(
                        3,
                        new BackOff(wait, 1, wait),
                        Retry.MAX_WITHIN,
                        Set.of(),
                        RetryOrder.FREE));
    }

    /** Keys keep their order. */
    static Tenants tryingInOrder(int attempts) {
        var usual = RetryPolicy.USUAL;
        return by(
                new RetryPolicy(
                        attempts,
                        usual.backOff(),
                        usual.within(),
                        usual.also(),
                        RetryOrder.STRICT));
    }

    /** Three attempts, also after these errors. */
    static Tenants tryingAlso(ErrorCode... errors) {
        var usual = RetryPolicy.USUAL;
        return by(
                new RetryPolicy(3, usual.backOff(), usual.within(), Set.of(errors), usual.order()));
    }

    private static Tenants by(RetryPolicy retries) {
        var policy = TestingRunner.ACME.policyOf(TestingContexts.ACME).orElseThrow();
        var patient =
                new Policy(
                        policy.tenant(),
                        policy.version(),
                        policy.modules(),
                        policy.grants(),
                        policy.forModules(),
                        policy.requests(),
                        policy.limits(),
                        retries,
                        policy.duplicates());
        return new Tenants("v1", Map.of(TestingContexts.ACME, patient));
    }

    /** Its guest exits with the code its input names. */
    static ConsumerRecord<byte[], byte[]> failing(long offset) {
        return job(ZERO, offset, "exit-code", "75");
    }

    static ConsumerRecord<byte[], byte[]> expiring(Duration in) {
        var request =
                JobRequest.of(
                                new JobId("0-0"),
                                TestingContexts.ACME,
                                ModuleRef.named("exit-code"),
                                Event.of("urn:test", "com.example.test.v1"),
                                Payload.ofUtf8("75"))
                        .withExpiry(Instant.now().plus(in));
        return record(ZERO, 0, bytes("key"), bytes("75"), JobRequestCodec.write(request));
    }

    /** The same headers, of a job that has expired long since. */
    static List<Header> expired(Iterable<Header> headers) {
        var expired = new ArrayList<Header>();
        for (var header : headers) {
            expired.add(
                    header.key().equals("ce_expirytime")
                            ? new RecordHeader(header.key(), bytes("2026-01-01T00:00:00Z"))
                            : header);
        }
        return expired;
    }

    static Retry told(ProducerRecord<byte[], byte[]> record) {
        return ((Reading.Accepted<Retry>) RetryCodec.read(record.headers())).value();
    }

    static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
