package dev.pointsman.worker.kafka;

import dev.pointsman.worker.flow.Claim;
import dev.pointsman.worker.flow.Flow;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;

/** A question to the flow about a claim. */
interface AboutClaim<T> {
    T of(Flow<TakenJob, OutgoingJob, ConsumerGroupMetadata> flow, Claim claim);
}
