package dev.pointsman.contracts;

/**
 * Where a record stands.
 *
 * @param timestampMillis the record's timestamp, milliseconds since 1970; -1 without one
 */
public record RecordPlace(String topic, int partition, long offset, long timestampMillis) {
    /** What no other record of the cluster is called. */
    public String name() {
        return topic + "-" + partition + "-" + offset;
    }
}
