package dev.pointsman.it.bench.child;

/** What a child does until it is closed. */
interface Role extends AutoCloseable {
    /** One line for whoever started it, once it can be used. */
    String introduction();

    /** How many jobs it has committed; throws if any of them went wrong. */
    long committed();

    @Override
    void close();
}
