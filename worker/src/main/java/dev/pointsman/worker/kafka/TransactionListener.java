package dev.pointsman.worker.kafka;

/**
 * Is told how transactions go. Called by the one thread that makes them, which waits for it: it
 * must be quick.
 */
@FunctionalInterface
public interface TransactionListener {
    /**
     * A transaction has got as far as this.
     *
     * @param jobs how many jobs are in it
     */
    void reached(TransactionStep step, int jobs);
}
