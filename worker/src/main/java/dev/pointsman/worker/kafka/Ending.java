package dev.pointsman.worker.kafka;

import java.util.List;
import org.apache.kafka.common.KafkaException;

/** How a transaction ended; one of which nobody knows how has no ending, but an exception. */
sealed interface Ending {
    /**
     * All of it is to be seen.
     *
     * @param jobs as they were committed
     */
    record Committed(List<DoneJob> jobs) implements Ending {}

    /** None of it is, and the producer can be used again. */
    record Aborted(KafkaException reason) implements Ending {}
}
