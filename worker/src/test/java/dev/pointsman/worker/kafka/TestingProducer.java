package dev.pointsman.worker.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's own mock, with what it lacks of the real producer (measured on 4.4.0): one refused record
 * breaks the transaction. What is sent later throws, and if the broker was the one to refuse, all
 * that is under way fails for the same reason, though after the record that is to blame.
 */
final class TestingProducer extends MockProducer<byte[], byte[]> {
    /** What happens while offsets are on their way: nothing, unless a test says otherwise. */
    Runnable whileOffsetsAreSent = () -> {};

    private final List<Refusing> refusing = new ArrayList<>();
    private final List<Sent> underWay = new ArrayList<>();
    private Optional<ApiException> broken = Optional.empty();
    private Optional<ConsumerGroupMetadata> group = Optional.empty();

    TestingProducer() {
        super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Has the producer itself refuse such records, at once. */
    TestingProducer refuse(ApiException reason, Predicate<ProducerRecord<byte[], byte[]>> records) {
        refusing.add(new Refusing(records, reason, false));
        return this;
    }

    /** Has the broker refuse such records, when they are flushed. */
    TestingProducer refuseAtBroker(
            ApiException reason, Predicate<ProducerRecord<byte[], byte[]>> records) {
        refusing.add(new Refusing(records, reason, true));
        return this;
    }

    /** The group's metadata that came with the last offsets. */
    ConsumerGroupMetadata group() {
        return group.orElseThrow();
    }

    /** What is committed on a topic. */
    List<ProducerRecord<byte[], byte[]>> committed(String topic) {
        return history().stream().filter(record -> record.topic().equals(topic)).toList();
    }

    @Override
    public synchronized Future<RecordMetadata> send(
            ProducerRecord<byte[], byte[]> record, Callback callback) {
        broken.ifPresent(TestingProducer::fail);
        var refused = refusing.stream().filter(it -> it.records.test(record)).findFirst();
        var sent = new Sent(record, callback, refused.map(Refusing::reason));
        if (refused.isPresent() && !refused.get().atBroker) {
            breakBy(sent);
        } else {
            underWay.add(sent);
        }
        return new CompletableFuture<>();
    }

    @Override
    public synchronized void flush() {
        var sent = List.copyOf(underWay);
        underWay.clear();
        sent.stream().filter(it -> it.refusal.isPresent()).findFirst().ifPresent(this::breakBy);
        for (var one : sent) {
            broken.ifPresentOrElse(
                    reason -> one.callback.onCompletion(null, reason),
                    () -> super.send(one.record, one.callback));
        }
        super.flush();
    }

    @Override
    public void abortTransaction() {
        underWay.clear();
        broken = Optional.empty();
        super.abortTransaction();
    }

    @Override
    public void sendOffsetsToTransaction(
            Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata metadata) {
        group = Optional.of(metadata);
        whileOffsetsAreSent.run();
        broken.ifPresent(TestingProducer::fail);
        try {
            super.sendOffsetsToTransaction(offsets, metadata);
        } catch (KafkaException e) {
            // The records that are on their way fail for a reason that is none of theirs.
            List.copyOf(underWay).forEach(one -> one.fail(e));
            underWay.clear();
            throw e;
        }
    }

    private void breakBy(Sent sent) {
        broken = sent.refusal;
        sent.callback.onCompletion(null, sent.refusal.orElseThrow());
    }

    private static void fail(ApiException reason) {
        throw new KafkaException("Cannot execute transactional method in an error state", reason);
    }

    private record Refusing(
            Predicate<ProducerRecord<byte[], byte[]>> records,
            ApiException reason,
            boolean atBroker) {}

    private record Sent(
            ProducerRecord<byte[], byte[]> record,
            @Nullable Callback callback,
            Optional<ApiException> refusal) {
        void fail(KafkaException reason) {
            if (callback != null) {
                callback.onCompletion(null, reason);
            }
        }
    }
}
