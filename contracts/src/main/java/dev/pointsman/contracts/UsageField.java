package dev.pointsman.contracts;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A job's bill as the text of one header. One and not six: each header of a record costs producer,
 * broker and reader about as much as fifty bytes of its value.
 */
final class UsageField {
    private static final byte[] FUEL = Text.utf8("fuel=");
    private static final byte[] HOST_TIME = Text.utf8(";hosttimeus=");
    private static final byte[] PEAK_PAGES = Text.utf8(";peakpages=");
    private static final byte[] BYTES_IN = Text.utf8(";bytesin=");
    private static final byte[] BYTES_OUT = Text.utf8(";bytesout=");
    private static final byte[] HOST_CALLS = Text.utf8(";hostcalls=");
    private static final Duration MICRO = ChronoUnit.MICROS.getDuration();
    private static final long MICROS_A_SECOND = 1_000_000;
    private static final int NANOS_A_MICRO = 1_000;
    private static final String NUMBER = "=(0|[1-9][0-9]{0,17})";
    private static final Pattern FORM =
            Pattern.compile(
                    Stream.of("fuel", "hosttimeus", "peakpages", "bytesin", "bytesout", "hostcalls")
                            .map(name -> name + NUMBER)
                            .collect(Collectors.joining(";")));

    private UsageField() {}

    static byte[] write(Usage usage) {
        return Text.joined(
                FUEL,
                Decimal.write(usage.fuel()),
                HOST_TIME,
                Decimal.write(micros(usage.hostTime())),
                PEAK_PAGES,
                Decimal.write(usage.peakPages()),
                BYTES_IN,
                Decimal.write(usage.bytesIn()),
                BYTES_OUT,
                Decimal.write(usage.bytesOut()),
                HOST_CALLS,
                Decimal.write(usage.hostCalls()));
    }

    /** Without the numbers of any size that a division of durations makes. */
    private static long micros(Duration time) {
        return time.getSeconds() * MICROS_A_SECOND + time.getNano() / NANOS_A_MICRO;
    }

    static Usage parse(String text) {
        var numbers = FORM.matcher(text);
        if (!numbers.matches()) {
            throw new IllegalArgumentException(
                    Wording.quote(text)
                            + " (expected: fuel=N;hosttimeus=N;peakpages=N;bytesin=N;bytesout=N;"
                            + "hostcalls=N)");
        }
        return new Usage(
                number(numbers, 1),
                MICRO.multipliedBy(number(numbers, 2)),
                number(numbers, 3),
                number(numbers, 4),
                number(numbers, 5),
                number(numbers, 6));
    }

    private static long number(Matcher numbers, int group) {
        return Long.parseLong(numbers.group(group));
    }
}
