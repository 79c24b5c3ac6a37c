package dev.pointsman.worker.effects;

/** A line a guest wrote, by {@code log} or to its standard error; printable characters only. */
public record LogLine(Level level, String text) {
    /** The levels of wasi-logging, in its order, so that the ordinal is the number on the wire. */
    public enum Level {
        TRACE,
        DEBUG,
        INFO,
        WARN,
        ERROR,
        CRITICAL
    }
}
