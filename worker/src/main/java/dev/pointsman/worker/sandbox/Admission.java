package dev.pointsman.worker.sandbox;

import dev.pointsman.contracts.ErrorCode;

/** What came of looking at a module: it may run, or why it may not. */
public sealed interface Admission {
    /** The module may run. */
    record Admitted(GuestModule module) implements Admission {}

    /**
     * The module may not run.
     *
     * @param detail a sentence that tells the module's author what to do
     */
    record Refused(ErrorCode code, String detail) implements Admission {}
}
