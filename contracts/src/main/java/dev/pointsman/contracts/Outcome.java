package dev.pointsman.contracts;

import java.util.Optional;

/** How a job ended. On the wire the four words of CDEvents: see {@link #word}. */
public sealed interface Outcome {
    /** The guest ended with exit code 0; this is what it wrote to its standard output. */
    record Succeeded(Payload output) implements Outcome {}

    /**
     * The guest said no: it ended with an exit code other than 0.
     *
     * @param exitCode 1 to 255; 75 asks for a retry
     * @param detail the last line the guest wrote to its standard error, or a sentence of our own
     */
    record Failed(int exitCode, String detail) implements Outcome {
        static final int MAX_EXIT_CODE = 255;

        private static final int PLEASE_RETRY = 75;

        public Failed {
            if (exitCode < 1 || exitCode > MAX_EXIT_CODE) {
                throw new IllegalArgumentException(
                        "exit code: " + exitCode + " (expected: 1 to 255)");
            }
        }
    }

    /** The platform ended the job, or never began it: a trap, a limit, a refusal, a bad record. */
    record Errored(ErrorCode code, String detail) implements Outcome {}

    /** The job was not wanted: withdrawn, expired, or published before. */
    record Cancelled(ErrorCode code, String detail) implements Outcome {}

    /** Whether the same job may end otherwise next time. */
    default boolean isWorthRetrying() {
        return switch (this) {
            case Failed(var exitCode, _) -> exitCode == Failed.PLEASE_RETRY;
            case Errored(var code, _) -> code.isWorthRetrying();
            case Succeeded _, Cancelled _ -> false;
        };
    }

    /**
     * What a copy on the dead-letters topic names as its reason, for a job that ended so: whoever
     * failed is put aside, whoever did well or was called off is not.
     */
    default Optional<ErrorCode> reason() {
        return switch (this) {
            case Failed _ -> Optional.of(ErrorCode.GUEST_EXIT);
            case Errored(var code, _) -> Optional.of(code);
            case Succeeded _, Cancelled _ -> Optional.empty();
        };
    }

    /** The wire form, in {@code ce_outcome}: success, failure, error or cancel. */
    default String word() {
        return switch (this) {
            case Succeeded _ -> "success";
            case Failed _ -> "failure";
            case Errored _ -> "error";
            case Cancelled _ -> "cancel";
        };
    }
}
