package dev.pointsman.it.bench;

/** A run cannot go on, or what it measured means nothing: no figures are better than wrong ones. */
public final class BenchFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BenchFailed(String message) {
        super(message);
    }

    public BenchFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
