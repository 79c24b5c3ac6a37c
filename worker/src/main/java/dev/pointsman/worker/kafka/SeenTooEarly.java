package dev.pointsman.worker.kafka;

import org.apache.kafka.common.KafkaException;

/**
 * A job had to end with an error after others of its key had seen the state it was to leave: they
 * are run again without it.
 */
final class SeenTooEarly extends KafkaException {
    private static final long serialVersionUID = 1L;

    SeenTooEarly(DoneJob job) {
        super(
                "the records of "
                        + job.polled().origin()
                        + " cannot be written, and others of its key have seen its state");
    }
}
