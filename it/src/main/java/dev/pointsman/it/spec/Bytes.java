package dev.pointsman.it.spec;

import java.nio.charset.StandardCharsets;

/** Reads a module's bytes, of one that we trust to be whole. Owned by one thread. */
final class Bytes {
    private final byte[] bytes;
    private int at;

    Bytes(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    int at() {
        return at;
    }

    boolean hasMore() {
        return at < bytes.length;
    }

    int octet() {
        return Byte.toUnsignedInt(bytes[at++]);
    }

    int number() {
        var number = 0L;
        for (var shift = 0; ; shift += 7) {
            var octet = octet();
            number |= (long) (octet & 0x7F) << shift;
            if (octet < 0x80) {
                return (int) number;
            }
        }
    }

    void skip(int count) {
        at += count;
    }

    String name() {
        var length = number();
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }
}
