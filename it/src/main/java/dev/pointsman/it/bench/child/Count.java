package dev.pointsman.it.bench.child;

/** What a child can be asked for. */
public enum Count {
    /** Jobs it has committed. */
    COMMITTED,
    /** Milliseconds its JVM's compilers have worked. */
    COMPILED_MILLIS,
    /** Bytes its JVM's threads have allocated. */
    ALLOCATED_BYTES,
    /** Bytes of heap in use after a collection, and of metaspace. */
    HEAP_BYTES,
    /** Begins to look where its CPU goes. */
    SPLIT_BEGIN,
    /** Where it has gone since. */
    SPLIT_END
}
