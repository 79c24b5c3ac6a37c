package dev.pointsman.contracts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Moments as we write them: RFC 3339 in UTC, to the millisecond, {@code 2026-11-23T12:00:00.000Z};
 * and as nearly everybody does. By hand, since a formatter costs more than the rest of a result's
 * headers, and a parser as much as those of a job. Stateless.
 */
final class WireTime {
    private static final byte[] FORM =
            "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.US_ASCII);
    private static final int LAST_YEAR = 9_999;

    /** Of the usual form, before a fraction and the letter for UTC. */
    private static final int SECONDS_END = 19;

    private static final int MAX_FRACTION_DIGITS = 9;
    private static final int MONTHS = 12;
    private static final int HOURS = 24;
    private static final int SIXTY = 60;
    private static final int SECONDS_A_DAY = 86_400;
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

    /**
     * Reads {@code 2026-11-23T12:00:00Z}, with or without up to nine digits of a second's fraction.
     * None for anything else, be it a moment in another form, a day that there is not, or no moment
     * at all: which of them is up to a parser that knows them all.
     */
    static Optional<Instant> read(String text) {
        return isUsual(text) ? moment(text) : Optional.empty();
    }

    private static boolean isUsual(String text) {
        var zone = text.length() - 1;
        if (zone < SECONDS_END
                || zone == SECONDS_END + 1
                || zone > SECONDS_END + 1 + MAX_FRACTION_DIGITS
                || text.charAt(zone) != 'Z') {
            return false;
        }
        for (var place = 0; place < zone; place++) {
            if (!isUsual(text.charAt(place), place)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUsual(char letter, int place) {
        return switch (place) {
            case 4, 7 -> letter == '-';
            case 10 -> letter == 'T';
            case 13, 16 -> letter == ':';
            case SECONDS_END -> letter == '.';
            default -> letter >= '0' && letter <= '9';
        };
    }

    private static Optional<Instant> moment(String text) {
        var year = number(text, 0, 4);
        var month = number(text, 5, 7);
        var day = number(text, 8, 10);
        var hour = number(text, 11, 13);
        var minute = number(text, 14, 16);
        var second = number(text, 17, SECONDS_END);
        if (!isDay(year, month, day) || hour >= HOURS || minute >= SIXTY || second >= SIXTY) {
            return Optional.empty();
        }
        var ofDay = (hour * SIXTY + minute) * SIXTY + second;
        var seconds = LocalDate.of(year, month, day).toEpochDay() * SECONDS_A_DAY + ofDay;
        return Optional.of(Instant.ofEpochSecond(seconds, nanos(text)));
    }

    private static boolean isDay(int year, int month, int day) {
        return month >= 1
                && month <= MONTHS
                && day >= 1
                && day <= Month.of(month).length(Year.isLeap(year));
    }

    /** The digits there are, as if there were nine. */
    private static int nanos(String text) {
        var end = text.length() - 1;
        var nanos = end == SECONDS_END ? 0 : number(text, SECONDS_END + 1, end);
        for (var digits = end - SECONDS_END - 1; digits < MAX_FRACTION_DIGITS; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits, from, to, 10);
    }

    /** Writes the number so that it ends before this place, over the zeros there. */
    private static void digits(byte[] text, int end, int number) {
        var place = end;
        for (var rest = number; rest > 0; rest /= 10) {
            text[--place] = (byte) ('0' + rest % 10);
        }
    }
}
