package dev.pointsman.it.bench.child;

import org.jspecify.annotations.Nullable;

/** What a thread of a worker is for, by its name. */
enum ThreadKind {
    /** Runs jobs. */
    JOBS("job-.*"),
    /** Polls, sends, commits: the clients' threads and the worker's own that use them. */
    KAFKA("(intake|transactions|sending|kafka-|consumer_|state).*"),
    /** All else. */
    OTHER(".*");

    private final String names;

    ThreadKind(String names) {
        this.names = names;
    }

    /** The first kind whose names fit. */
    static ThreadKind of(@Nullable String name) {
        for (var kind : values()) {
            if (name != null && name.matches(kind.names)) {
                return kind;
            }
        }
        return OTHER;
    }
}
