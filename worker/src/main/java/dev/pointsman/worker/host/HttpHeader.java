package dev.pointsman.worker.host;

/** A header of a request or an answer, its name in small letters. */
public record HttpHeader(String name, String value) {
    /** Without the value, which may be a secret. */
    @Override
    public String toString() {
        return name;
    }
}
