package dev.pointsman.contracts;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/**
 * Whole numbers as we write them, as bytes. Small ones, which most are, are made once, and nobody
 * writes to what this hands out. Stateless, so safe on every thread.
 */
final class Decimal {
    /** Exit codes and attempts, and the milliseconds of most jobs. */
    private static final int SMALL = 256;

    private static final byte[][] MADE =
            IntStream.range(0, SMALL).mapToObj(Decimal::make).toArray(byte[][]::new);

    private Decimal() {}

    static byte[] write(long number) {
        return number >= 0 && number < SMALL ? MADE[(int) number] : make(number);
    }

    private static byte[] make(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }
}
