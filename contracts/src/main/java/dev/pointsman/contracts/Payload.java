package dev.pointsman.contracts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Opaque bytes on their way through: a job's input, a module's code, a result. Never decoded, never
 * logged: {@code toString} tells only the size. Ordered as unsigned bytes are. Immutable, so safe
 * on every thread.
 */
public final class Payload implements Comparable<Payload> {
    /** No bytes at all. */
    public static final Payload EMPTY = new Payload(new byte[0]);

    private final byte[] bytes;

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A payload of a copy of these bytes. */
    public static Payload copyOf(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Payload(bytes.clone());
    }

    /**
     * A payload that takes over this array, for callers who give away the only reference to it,
     * such as the array a Kafka client has just made for a record's value.
     */
    public static Payload takingOver(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Payload(bytes);
    }

    /** The text in UTF-8. */
    public static Payload ofUtf8(String text) {
        return takingOver(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The number of bytes. */
    public int size() {
        return bytes.length;
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /**
     * The bytes themselves, for callers who hand them to what only reads them and is handed no
     * buffer, such as a Kafka producer: the counterpart of {@link #takingOver}.
     */
    public byte[] lent() {
        return bytes;
    }

    /** The bytes without a copy, read-only. */
    public ByteBuffer asReadOnlyBuffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /**
     * A copy of the bytes from {@code from} to {@code to} (exclusive), or to the end if that is
     * nearer.
     */
    public byte[] range(int from, int to) {
        return Arrays.copyOfRange(bytes, from, Math.min(to, bytes.length));
    }

    /** The bytes as UTF-8, what is not UTF-8 replaced; for people, not for machines. */
    public String asText() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** By the bytes, unsigned; one that another begins with comes before it. */
    @Override
    public int compareTo(Payload other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    /** The size only: a payload is never shown by accident. */
    @Override
    public String toString() {
        return "Payload[" + bytes.length + " bytes]";
    }
}
