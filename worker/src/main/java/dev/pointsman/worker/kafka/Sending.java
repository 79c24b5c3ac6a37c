package dev.pointsman.worker.kafka;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.jspecify.annotations.Nullable;

/**
 * Sends what jobs of one transaction have to show. With the first refusal the transaction is
 * broken: all that is still under way fails for the same reason, and what is sent later throws.
 * Owned by the thread of the transactions.
 */
final class Sending {
    private final Producer<byte[], byte[]> producer;
    private final JobRecords records;
    private final CompletableFuture<Refusal> first = new CompletableFuture<>();

    /** Of a record that is not to blame: only one beside it in its batch was refused. */
    private final CompletableFuture<Refusal> beside = new CompletableFuture<>();

    Sending(Producer<byte[], byte[]> producer, JobRecords records) {
        this.producer = producer;
        this.records = records;
    }

    /** Sends these, and waits for nothing; after a refusal nothing is sent any more. */
    void send(List<OutgoingJob> jobs) {
        try {
            jobs.forEach(this::send);
        } catch (KafkaException e) {
            // The flush waits until the producer has told which record broke the transaction.
            if (settle().isEmpty()) {
                throw e;
            }
        }
    }

    /** Whether it is known by now that something was refused. */
    boolean isBroken() {
        return first.isDone() || beside.isDone();
    }

    /** Waits until all is with the broker; returns the first refusal, if there is one. */
    Optional<Refusal> settle() {
        producer.flush();
        return Stream.of(first, beside)
                .filter(CompletableFuture::isDone)
                .map(CompletableFuture::join)
                .findFirst();
    }

    private void send(OutgoingJob job) {
        send(job, job.handOut(records));
        if (job.job().once().isPresent()) {
            send(job, records.remembered(job.job()));
        }
    }

    private void send(OutgoingJob job, List<OutgoingRecord> outgoings) {
        for (var outgoing : outgoings) {
            if (isBroken()) {
                return;
            }
            var _ =
                    producer.send(
                            outgoing.record(), (_, reason) -> tell(job.job(), outgoing, reason));
        }
    }

    /** Called by the producer's thread too. */
    private void tell(DoneJob job, OutgoingRecord outgoing, @Nullable Exception reason) {
        if (reason != null) {
            // What is wrong with a record itself has a class of its own.
            var named = reason instanceof ApiException ? first : beside;
            named.complete(new Refusal(job, outgoing, reason));
        }
    }
}
