package dev.pointsman.it;

import dev.pointsman.worker.testing.WasmBytes;

/**
 * A job that fails in a way of its own.
 *
 * @param name also its module's
 * @param tenant one of those below
 */
record FailingJob(String name, String tenant, WasmBytes module) {
    /** May do anything. */
    static final String FREE = "free";

    /** May do nothing but run. */
    static final String BARE = "bare";

    /** Has little of everything. */
    static final String TIGHT = "tight";

    /** Has little time, and little room for state. */
    static final String HASTY = "hasty";
}
