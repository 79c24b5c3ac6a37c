package dev.pointsman.it.chaos.planted;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.it.chaos.jobs.Answer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A job, and the answer it must get. Immutable, so safe on every thread. */
record PlantedJob(ConsumerRecord<byte[], byte[]> record, Answer answer) {
    TopicPartition partition() {
        return new TopicPartition(record.topic(), record.partition());
    }

    boolean isMalformed() {
        return isError(ErrorCode.JOB_MALFORMED);
    }

    /** Whether its first result is refused, which breaks the transaction it is in. */
    boolean breaksItsTransaction() {
        return isError(ErrorCode.OUTPUT_TOO_LARGE);
    }

    boolean hasTrapped() {
        return isError(ErrorCode.GUEST_TRAP);
    }

    /** One of fifty, always the same ones. */
    boolean isUnlucky() {
        return record.offset() % 50 == 7;
    }

    private boolean isError(ErrorCode code) {
        return answer.outcome() instanceof Outcome.Errored(var found, _) && found == code;
    }
}
