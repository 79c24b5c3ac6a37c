package dev.pointsman.worker.context;

/**
 * Where a job's record stands.
 *
 * @param timestampMillis the record's timestamp, milliseconds since 1970
 */
public record Origin(String topic, int partition, long offset, long timestampMillis) {
    @Override
    public String toString() {
        return topic + "-" + partition + "-" + offset;
    }
}
