package dev.pointsman.it.hostile;

import dev.pointsman.contracts.Payload;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * One way to change a module: bytes replaced, left out, repeated, or taken from another; or a
 * number made as large as it can be. Owned by one thread.
 */
final class Mutation {
    /** Of the header nothing is changed: what has none is refused at once. */
    private static final int HEADER_BYTES = 8;

    private static final int MAX_CHANGES = 4;
    private static final int MAX_RUN = 16;
    private static final byte[] LARGEST = {-1, -1, -1, -1, 0x0F};

    private final Random random;

    Mutation(long seed, long number) {
        this.random = new Random(seed * 0x9E37_79B9_7F4A_7C15L + number);
    }

    /** One of these modules, changed. */
    Payload of(List<Payload> originals) {
        var bytes = any(originals);
        var changes = 1 + random.nextInt(1 + random.nextInt(MAX_CHANGES));
        for (var i = 0; i < changes; i++) {
            bytes = changed(bytes, any(originals));
        }
        return Payload.takingOver(bytes);
    }

    private byte[] any(List<Payload> originals) {
        return originals.get(random.nextInt(originals.size())).toBytes();
    }

    private byte[] changed(byte[] bytes, byte[] other) {
        var at = place(bytes);
        var run = Math.min(1 + random.nextInt(MAX_RUN), bytes.length - at);
        // Most changes keep the length: of others, sizes tell, and little is read.
        return switch (random.nextInt(12)) {
            case 0 -> spliced(bytes, at, run, new byte[0]);
            case 1 -> spliced(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + run));
            case 2 -> spliced(bytes, at, run, piece(other));
            case 3 -> spliced(bytes, at, LARGEST.length, LARGEST);
            case 4, 5, 6, 7 -> flipped(bytes, at);
            default -> replaced(bytes, at, (byte) random.nextInt());
        };
    }

    private int place(byte[] bytes) {
        return HEADER_BYTES + random.nextInt(Math.max(1, bytes.length - HEADER_BYTES));
    }

    private byte[] piece(byte[] other) {
        var at = place(other);
        return Arrays.copyOfRange(
                other, at, Math.min(other.length, at + 1 + random.nextInt(MAX_RUN)));
    }

    private byte[] flipped(byte[] bytes, int at) {
        return at < bytes.length
                ? replaced(bytes, at, (byte) (bytes[at] ^ (1 << random.nextInt(Byte.SIZE))))
                : bytes;
    }

    private static byte[] replaced(byte[] bytes, int at, byte value) {
        if (at < bytes.length) {
            bytes[at] = value;
        }
        return bytes;
    }

    /** The bytes with these in the place of some. */
    private static byte[] spliced(byte[] bytes, int at, int left, byte[] in) {
        var rest = Math.max(0, bytes.length - at - left);
        var all = Arrays.copyOf(bytes, Math.min(at, bytes.length) + in.length + rest);
        System.arraycopy(in, 0, all, Math.min(at, bytes.length), in.length);
        System.arraycopy(bytes, bytes.length - rest, all, all.length - rest, rest);
        return all;
    }
}
