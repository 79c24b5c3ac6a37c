package dev.pointsman.worker.kafka;

import org.apache.kafka.common.KafkaException;

/** A record that cannot be written, through no fault of a job: it is for an operator to mend. */
final class Unwritable extends KafkaException {
    private static final long serialVersionUID = 1L;

    Unwritable(OutgoingRecord outgoing, Exception reason) {
        super(
                "a "
                        + outgoing.kind()
                        + " could not be written to topic "
                        + outgoing.record().topic(),
                reason);
    }
}
