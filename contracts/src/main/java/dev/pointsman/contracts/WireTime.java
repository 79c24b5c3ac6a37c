package dev.pointsman.contracts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Moments as we write them: RFC 3339 in UTC, to the millisecond, {@code 2026-11-23T12:00:00.000Z}.
 * By hand, since a formatter costs more than the rest of a result's headers. Stateless.
 */
final class WireTime {
    private static final byte[] FORM =
            "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.US_ASCII);
    private static final int LAST_YEAR = 9_999;
    private static final int NANOS_A_MILLI = 1_000_000;

    private WireTime() {}

    static byte[] write(Instant moment) {
        var time =
                LocalDateTime.ofEpochSecond(
                        moment.getEpochSecond(), moment.getNano(), ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() > LAST_YEAR) {
            return moment.toString().getBytes(StandardCharsets.US_ASCII);
        }
        var text = FORM.clone();
        digits(text, 4, time.getYear());
        digits(text, 7, time.getMonthValue());
        digits(text, 10, time.getDayOfMonth());
        digits(text, 13, time.getHour());
        digits(text, 16, time.getMinute());
        digits(text, 19, time.getSecond());
        digits(text, 23, time.getNano() / NANOS_A_MILLI);
        return text;
    }

    /** Writes the number so that it ends before this place, over the zeros there. */
    private static void digits(byte[] text, int end, int number) {
        var place = end;
        for (var rest = number; rest > 0; rest /= 10) {
            text[--place] = (byte) ('0' + rest % 10);
        }
    }
}
