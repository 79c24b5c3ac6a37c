package dev.pointsman.worker.context;

import dev.pointsman.contracts.RecordPlace;

/**
 * Where a job's record stands, and which attempt at it this is.
 *
 * @param timestampMillis the record's timestamp, milliseconds since 1970
 */
public record Origin(
        String topic, int partition, long offset, long timestampMillis, Attempt attempt) {
    /** That of a job which has not been tried before. */
    public Origin(String topic, int partition, long offset, long timestampMillis) {
        this(topic, partition, offset, timestampMillis, Attempt.FIRST);
    }

    /** The same, whichever attempt it is. */
    public RecordPlace place() {
        return new RecordPlace(topic, partition, offset, timestampMillis);
    }

    @Override
    public String toString() {
        return place().name();
    }
}
