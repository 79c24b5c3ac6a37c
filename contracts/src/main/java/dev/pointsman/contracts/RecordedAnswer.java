package dev.pointsman.contracts;

import java.util.List;
import java.util.Optional;

/**
 * What the host told a guest, where it does not follow from the job's record: without it, the guest
 * would not do again what it did. Immutable, so safe on every thread.
 */
public sealed interface RecordedAnswer {
    /** What kind it is of, in a word for people. */
    default String word() {
        return switch (this) {
            case Config _ -> "config";
            case Secret _ -> "secret";
            case StateValue _, StateNext _, StateRoom _ -> "state";
            case Clock _ -> "clock";
            case Http _ -> "http";
        };
    }

    /** What {@code config_get} found. */
    record Config(String key, Optional<String> value) implements RecordedAnswer {
        /** Without the value, which is for the guest only. */
        @Override
        public String toString() {
            return key + (value.isPresent() ? "" : ", not found");
        }
    }

    /** Whether {@code secret_get} found something; what it was, a recording never says. */
    record Secret(String name, boolean known) implements RecordedAnswer {}

    /** What the job found under a name of its state, before it changed it. */
    record StateValue(StateName name, Optional<Payload> value) implements RecordedAnswer {}

    /** Which name of its state came after this one; the first, if after none. */
    record StateNext(Optional<StateName> before, Optional<StateName> next)
            implements RecordedAnswer {}

    /** Whether there was room for what the job wrote to its state. */
    record StateRoom(Room room) implements RecordedAnswer {}

    /** What the clock showed, and how many times in a row. */
    record Clock(long millis, int times) implements RecordedAnswer {
        public Clock {
            if (times < 1) {
                throw new IllegalArgumentException("times: " + times + " (expected: 1 or more)");
            }
        }
    }

    /**
     * What came of an HTTP request.
     *
     * @param question method and place; path, headers and body may hold secrets, and are left out
     */
    record Http(String question, Heard heard) implements RecordedAnswer {}

    /** Whether state had room for more. */
    enum Room {
        ENOUGH,
        TENANT_HAS_ITS_SHARE,
        WORKER_IS_FULL
    }

    /** How a request ended. */
    sealed interface Heard {}

    /** Somebody answered. */
    record Answered(int status, List<Field> headers, Payload body) implements Heard {
        public Answered {
            headers = List.copyOf(headers);
        }
    }

    /** Nobody did, for a reason of wasi-http's. */
    record Unanswered(String fault) implements Heard {}

    /** The job was ended over it. */
    record Ended(ErrorCode code, String detail) implements Heard {}

    /** A header of an answer. */
    record Field(String name, String value) {
        /** Without the value, which may be a secret. */
        @Override
        public String toString() {
            return name;
        }
    }
}
