package dev.pointsman.it.bench.child;

/** What a child can be asked for. */
public enum Count {
    /** Jobs it has committed. */
    COMMITTED,
    /** Milliseconds its JVM's compilers have worked. */
    COMPILED_MILLIS
}
