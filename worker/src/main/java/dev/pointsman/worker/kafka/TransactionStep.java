package dev.pointsman.worker.kafka;

/** How far a transaction has got, in this order but for the last two, of which there is one. */
public enum TransactionStep {
    BEGUN,
    /** All records of its jobs are on their way, and it is sealed. */
    SENT,
    /** They are with the broker, and so is how far the partitions have got. */
    OFFSETS_SENT,
    /** The broker has said so. */
    COMMITTED,
    /** None of it is to be seen, or nobody can say yet. */
    ABORTED
}
