package dev.pointsman.contracts;

/**
 * What came of reading a record: the value, or why there is none.
 *
 * @param <T> what the record was read as
 */
public sealed interface Reading<T> {
    /** The record is what it should be. */
    record Accepted<T>(T value) implements Reading<T> {}

    /** The record is not what it should be. */
    record Rejected<T>(Rejection rejection) implements Reading<T> {}
}
