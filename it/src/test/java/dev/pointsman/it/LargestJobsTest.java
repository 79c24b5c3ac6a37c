package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.local.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Jobs as large as their topic takes them, on a real broker, in topics that a worker has made. */
@ExtendWith(SharedBroker.class)
class LargestJobsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What a topic takes by default, with all that Kafka adds. */
    private static final int MOST_BYTES = 1_048_588;

    private static final int STEP_BYTES = 16;

    @Test
    void aPoisonOfTheLargestSizeIsTriedAgainAndPutAsideByteForByte(
            EmbeddedBroker broker, @TempDir Path folder) throws Exception {
        var policy = "modules: ['*'], retries: { attempts: 2, back-off: { first: PT0.05S } }";
        try (var world = TestingWorld.ofAcme(broker, folder, policy, "exit-code")) {
            world.makeJobsTopic(1);
            try (var worker = world.startWorker()) {
                var job = publishLargest(world);

                await().atMost(PATIENCE).until(() -> !world.allResults().isEmpty());

                assertThat(worker.isReady()).isTrue();
                assertThat(world.allResults())
                        .extracting(it -> it.id() + " " + it.outcome().word())
                        .containsExactly("largest failure");
                assertThat(Stream.of("retries", "dead-letters").map(world::all))
                        .allSatisfy(there ->
                                assertThat(there)
                                        .singleElement()
                                        .satisfies(record -> isWhole(record, job)));
            }
        }
    }

    private static void isWhole(
            ConsumerRecord<byte[], byte[]> record, ProducerRecord<byte[], byte[]> job) {
        assertThat(record.value()).isEqualTo(job.value());
        assertThat(record.key()).isEqualTo(job.key());
        assertThat(plain(record.headers()).filter(it -> !isOurs(it)))
                .containsExactlyElementsOf(plain(job.headers()).toList());
    }

    /** All of one class, by whose equality they are compared. */
    private static Stream<Header> plain(Headers headers) {
        return Stream.of(headers.toArray()).map(it -> new RecordHeader(it.key(), it.value()));
    }

    private static boolean isOurs(Header header) {
        return header.key().startsWith("__pointsman.");
    }

    /** Whoever compresses may send more; of what is random nothing is gained. */
    private static ProducerRecord<byte[], byte[]> publishLargest(TestingWorld world) {
        for (var size = MOST_BYTES; size > 0; size -= STEP_BYTES) {
            var job = job(world, size);
            if (isTaken(world, job)) {
                return job;
            }
        }
        throw new AssertionError("topic " + world.topic("jobs") + " takes nothing");
    }

    private static boolean isTaken(TestingWorld world, ProducerRecord<byte[], byte[]> job) {
        try {
            world.send(job);
            return true;
        } catch (KafkaException e) {
            assertThat(e.getCause()).isInstanceOf(RecordTooLargeException.class);
            return false;
        }
    }

    /** Its guest looks at the first two bytes, which ask for another attempt. */
    private static ProducerRecord<byte[], byte[]> job(TestingWorld world, int size) {
        var value = new byte[size];
        new Random(1).nextBytes(value);
        value[0] = '7';
        value[1] = '5';
        var headers = JobRequestCodec.write(world.job("largest", "acme", "exit-code", "75"));
        return new ProducerRecord<>(
                world.topic("jobs"), null, TestingWorld.bytes("key"), value, List.copyOf(headers));
    }
}
