package dev.pointsman.contracts;

/** What one record of the state topic is about. */
public record StateKey(StateScope scope, StateName name) {
    /** No value is larger: a record with it fits into every topic that has Kafka's defaults. */
    public static final int MAX_VALUE_BYTES = 512 * 1024;
}
