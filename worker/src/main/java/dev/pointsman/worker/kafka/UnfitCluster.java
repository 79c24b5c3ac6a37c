package dev.pointsman.worker.kafka;

/**
 * The cluster is not what a worker needs; the message says what to do. Trying again does not help.
 */
public final class UnfitCluster extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnfitCluster(String message) {
        super(message);
    }
}
