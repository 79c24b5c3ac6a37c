package dev.pointsman.peers;

/** Takes jobs and runs them until it is closed. Safe on every thread. */
interface JobSource extends AutoCloseable {
    /** Returns when it has its partitions. */
    void awaitPartitions() throws InterruptedException;

    /** How many jobs it has answered for good. */
    long committed();

    @Override
    void close();
}
