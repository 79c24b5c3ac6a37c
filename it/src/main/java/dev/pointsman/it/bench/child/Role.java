package dev.pointsman.it.bench.child;

import java.util.Optional;

/** What a child does until it is closed. */
interface Role extends AutoCloseable {
    /** One line for whoever started it, once it can be used. */
    String introduction();

    /** How many jobs it has committed; throws if any of them went wrong. */
    long committed();

    /** What it answers to a question that is none of {@link Count}. */
    default Optional<String> answer(String question) {
        return Optional.empty();
    }

    @Override
    void close();
}
