package dev.pointsman.it.bench.load;

import java.nio.charset.StandardCharsets;

/**
 * The order lines that typical jobs add up, a kilobyte each, and what comes of them, told again in
 * Java: so a contender cannot have the right answer without having read its input. Stateless.
 */
public final class Orders {
    private static final int LINES = 88;
    private static final int MOST_QUANTITY = 9;
    private static final int MOST_UNITS = 50;
    private static final int HUNDREDTHS = 100;
    private static final long STRIDE = 7;
    private static final int BYTES = 1024;

    private Orders() {}

    /** The lines of the order with this number. */
    public static byte[] lines(long number) {
        var text = new StringBuilder(BYTES);
        for (var line = 0; line < LINES; line++) {
            text.append((char) ('A' + line % 26)).append(line / 10).append(line % 10);
            text.append(',').append(quantity(number, line)).append(',').append(units(number, line));
            var hundredths = hundredths(number, line);
            text.append('.').append(hundredths / 10).append(hundredths % 10).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** What the job with these lines writes. */
    static byte[] answer(String tenant, long number) {
        var total = 0L;
        for (var line = 0; line < LINES; line++) {
            var price = units(number, line) * HUNDREDTHS + hundredths(number, line);
            total += quantity(number, line) * price;
        }
        var text = new StringBuilder();
        text.append("{\"tenant\":\"").append(tenant).append("\",\"lines\":").append(LINES);
        text.append(",\"total\":\"").append(total / HUNDREDTHS).append('.');
        text.append(total % HUNDREDTHS / 10).append(total % 10).append("\"}");
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static long quantity(long number, int line) {
        return (number + line) % MOST_QUANTITY + 1;
    }

    private static long units(long number, int line) {
        return (number + line * STRIDE) % MOST_UNITS + 1;
    }

    private static long hundredths(long number, int line) {
        return (number + line) % HUNDREDTHS;
    }
}
