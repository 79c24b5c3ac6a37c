package dev.pointsman.worker.tenant;

import dev.pointsman.contracts.Payload;

/**
 * A value that nobody is to see but whom it is for: never shown by accident, not even its length.
 * Immutable, so safe on every thread.
 */
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /** The value itself, for the one place that hands it over. */
    public String reveal() {
        return value;
    }

    /** How much memory it may take, about. */
    int bytes() {
        return Payload.ofUtf8(value).size();
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
