package dev.pointsman.worker.flow.sim;

/** What may happen to workers and brokers. */
enum Fault {
    /** Another worker comes, if there is a place, with a transactional id that may be in use. */
    START,
    /** A worker is gone from one step to the next. */
    CRASH,
    /** A worker stops for so long that others think it is gone, and does not know. */
    PAUSE,
    WAKE,
    /** A worker's producer gets nowhere for a while; its other threads do. */
    STALL,
    /** A worker is asked to end. */
    DRAIN,
    /** The group drops a member. */
    SESSION_EXPIRES,
    /** The broker aborts a transaction that was open for too long. */
    TRANSACTION_EXPIRES,
    /** A producer waits in vain: the request is lost, or late, or its answer is. */
    SILENCE,
    /** A producer's request fails, and its transaction must be aborted. */
    ABORTABLE,
    /** A producer's request fails, and with it the producer. */
    FATAL,
    /** The group deals all partitions anew. */
    REBALANCE,
    /** Somebody breaks the metadata of a committed offset. */
    CORRUPTION,
    /** The broker forgets a committed offset, of jobs or of retries. */
    OFFSET_LOST
}
