package dev.pointsman.worker.kafka;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Sends what jobs have to show. Owned by the thread of the transactions. */
final class Sender {
    private final Producer<byte[], byte[]> producer;

    Sender(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Sends everything and waits; returns the first refusal, if there is one. With it the
     * transaction is broken: all that is still under way fails for the same reason, and what is
     * sent later throws.
     */
    Optional<Refusal> send(List<OutgoingJob> jobs) {
        var first = new CompletableFuture<Refusal>();
        try {
            jobs.forEach(job -> send(job, first));
        } catch (KafkaException e) {
            // The flush waits until the producer has told which record broke the transaction.
            producer.flush();
            if (!first.isDone()) {
                throw e;
            }
        }
        producer.flush();
        return first.isDone() ? Optional.of(first.join()) : Optional.empty();
    }

    private void send(OutgoingJob job, CompletableFuture<Refusal> first) {
        for (var outgoing : job.records()) {
            if (first.isDone()) {
                return;
            }
            var _ =
                    producer.send(
                            outgoing.record(),
                            (_, reason) -> tell(first, job.job(), outgoing, reason));
        }
    }

    /** Called by the producer's thread too. */
    private static void tell(
            CompletableFuture<Refusal> first,
            DoneJob job,
            OutgoingRecord outgoing,
            @Nullable Exception reason) {
        if (reason != null) {
            first.complete(new Refusal(job, outgoing, reason));
        }
    }
}
