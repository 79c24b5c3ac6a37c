package dev.pointsman.worker.sandbox;

import dev.pointsman.contracts.ErrorCode;

/** What came of looking at a module: it may run, or why it may not. */
public sealed interface Admission {
    /** About how much memory it takes to remember this. */
    int bytes();

    /** The module may run. */
    record Admitted(GuestModule module) implements Admission {
        @Override
        public int bytes() {
            return module.bytes();
        }
    }

    /**
     * The module may not run.
     *
     * @param detail a sentence that tells the module's author what to do
     */
    record Refused(ErrorCode code, String detail) implements Admission {
        private static final int OBJECT_BYTES = 256;

        @Override
        public int bytes() {
            return OBJECT_BYTES + detail.length() * Character.BYTES;
        }
    }
}
