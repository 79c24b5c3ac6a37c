package dev.pointsman.worker.config;

import java.util.List;

/**
 * The configuration cannot be used; the message has a line for each fault, with key, source and
 * fix.
 */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With a line for each of these. */
    public ConfigException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
    }
}
