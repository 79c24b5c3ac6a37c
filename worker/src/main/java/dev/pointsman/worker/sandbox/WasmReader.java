package dev.pointsman.worker.sandbox;

import dev.pointsman.contracts.ErrorCode;

/**
 * Reads a module's bytes front to back. Every number is held against what is left and against a cap
 * before anything is made of it, and nothing is allocated. Owned by one thread.
 */
final class WasmReader {
    private static final int PAYLOAD_BITS = 7;
    static final int MORE = 0x80;
    private static final int BYTES_OF_32 = 5;
    private static final int BYTES_OF_64 = 10;

    private final byte[] bytes;
    private int at;
    private int end;

    WasmReader(byte[] bytes) {
        this.bytes = bytes;
        this.end = bytes.length;
    }

    int at() {
        return at;
    }

    int left() {
        return end - at;
    }

    boolean hasMore() {
        return at < end;
    }

    /** From now on the module ends after so many bytes. */
    void narrow(long length, String what) {
        requireLeft(length, what);
        end = at + (int) length;
    }

    /** The end of a narrowed part, which has to be used up; the module goes on to its own end. */
    void widen(String what) {
        if (hasMore()) {
            throw refusal((end - at) + " bytes too many in " + what);
        }
        end = bytes.length;
    }

    void skip(long length, String what) {
        requireLeft(length, what);
        at += (int) length;
    }

    void skipRest() {
        at = end;
    }

    void skipTo(int position) {
        skip((long) position - at, "the rest of a function");
    }

    int octet(String what) {
        requireLeft(1, what);
        return Byte.toUnsignedInt(bytes[at++]);
    }

    /**
     * A byte that says which kind of thing this is. The parser reads it as a number, which may be
     * longer than it has to be: from there on the two of us would read different modules.
     */
    void requireKind(int last, String what) {
        var kind = octet(what);
        if (kind > last) {
            throw refusal(what + " of the unknown kind " + kind);
        }
    }

    /** The next byte, which stays the next. */
    int peek(String what) {
        requireLeft(1, what);
        return Byte.toUnsignedInt(bytes[at]);
    }

    /** An unsigned number of 32 bits. */
    long number(String what) {
        var number = 0L;
        for (var i = 0; i < BYTES_OF_32; i++) {
            var octet = octet(what);
            number |= (long) (octet & (MORE - 1)) << (i * PAYLOAD_BITS);
            if (octet < MORE) {
                if (number > 0xFFFF_FFFFL) {
                    throw refusal(what + ": a number of more than 32 bits");
                }
                return number;
            }
        }
        throw refusal(what + ": a number that does not end");
    }

    /** A number that nobody here needs to know. */
    void skipNumber(String what) {
        for (var i = 0; i < BYTES_OF_64; i++) {
            if (octet(what) < MORE) {
                return;
            }
        }
        throw refusal(what + ": a number that does not end");
    }

    /** How many of something follow: each takes at least a byte, so no more than are left. */
    int count(String what, int max) {
        var count = atMost(max, what);
        requireLeft(count, what);
        return count;
    }

    /** A number with a cap of ours. */
    int atMost(int max, String what) {
        var number = number(what);
        if (number > max) {
            throw refusal(number + " " + what + " (expected: at most " + max + ")");
        }
        return (int) number;
    }

    void skipName() {
        skip(number("a name"), "a name");
    }

    ModuleRefused refusal(String detail) {
        return new ModuleRefused(ErrorCode.MODULE_REFUSED, detail + ", at byte " + at);
    }

    private void requireLeft(long length, String what) {
        if (length < 0 || length > end - at) {
            throw refusal(
                    what
                            + ": "
                            + length
                            + " bytes where "
                            + (end - at)
                            + " are left (expected: a whole module; is the file cut off?)");
        }
    }
}
