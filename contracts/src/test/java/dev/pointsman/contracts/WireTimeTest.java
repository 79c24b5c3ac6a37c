package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Moments on the wire. */
class WireTimeTest {
    private static final Pattern FORM =
            Pattern.compile(
                    "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z");
    private static final List<Integer> YEARS =
            List.of(0, 1, 4, 100, 400, 1896, 1900, 1969, 1970, 1999, 2000, 2024, 2026, 9999);
    private static final List<String> LETTERS =
            List.of("", "0", "9", "-", "+", ":", ".", ",", "T", "t", "Z", "z", " ", "٢", "２");

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T12:00:00Z, 2026-11-23T12:00:00.000Z",
        "2026-01-02T03:04:05.006007Z, 2026-01-02T03:04:05.006Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00.000Z",
        "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999Z",
        "+10000-01-01T00:00:00Z, +10000-01-01T00:00:00Z"
    })
    void aMomentHasItsMilliseconds(String moment, String text) {
        assertThat(written(Instant.parse(moment))).isEqualTo(text);
    }

    @Property
    void whatIsWrittenIsReadAgain(
            @ForAll @LongRange(min = -62_167_219_200_000L, max = 253_402_300_799_999L)
                    long millis) {
        var moment = Instant.ofEpochMilli(millis);

        assertThat(Instant.parse(written(moment))).isEqualTo(moment);
    }

    @Property(tries = 5_000)
    void whatAnybodyWritesIsReadAsTheParserReadsIt(@ForAll("nearMoments") String text) {
        assertReadAsByTheParser(text);
    }

    /** Near enough, so that every rule of the calendar and of the form is met and missed often. */
    @Provide
    Arbitrary<String> nearMoments() {
        var dates =
                Combinators.combine(Arbitraries.of(YEARS), upTo(13), upTo(32))
                        .as(WireTimeTest::date);
        var times = Combinators.combine(upTo(25), upTo(61), upTo(61)).as(WireTimeTest::time);
        var fractions =
                Arbitraries.strings()
                        .numeric()
                        .ofMaxLength(10)
                        .map(digits -> "." + digits)
                        .optional()
                        .map(fraction -> fraction.orElse(""));
        var moments =
                Combinators.combine(dates, times, fractions)
                        .as((date, time, fraction) -> date + "T" + time + fraction + "Z");
        var spoilt =
                Combinators.combine(moments, upTo(30), Arbitraries.of(LETTERS))
                        .as(WireTimeTest::replaced);
        return Arbitraries.oneOf(moments, moments, spoilt, Arbitraries.strings().ascii());
    }

    @Test
    void everyDayOfTheLeapCycleIsReadAndNoOther() {
        for (var year : YEARS) {
            assertThat(days(year)).allSatisfy(WireTimeTest::assertReadAsByTheParser);
        }
    }

    /** None of them is refused by this: the parser is asked. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T12:00Z",
                "2026-11-23t12:00:00z",
                "2026-11-23T12:00:00+01:00",
                "2026-11-23T12:00:00-00:00",
                "2026-11-23T12:00:60Z",
                "2016-12-31T23:59:60Z",
                "2026-11-23T24:00:00Z",
                "2026-11-23T12:00:00.Z",
                "2026-11-23T12:00:00.0000000000Z",
                "2026-11-23T12:00:00,5Z",
                "+12026-11-23T12:00:00Z",
                "٢٠٢٦-11-23T12:00:00Z"
            })
    void whatIsNotOfTheUsualFormIsLeftToTheParser(String text) {
        assertThat(WireTime.read(text)).isEmpty();
    }

    private static List<String> days(int year) {
        var days = new ArrayList<String>();
        for (var month = 0; month <= 13; month++) {
            for (var day = 0; day <= 32; day++) {
                days.add(date(year, month, day) + "T23:59:59Z");
            }
        }
        return days;
    }

    private static void assertReadAsByTheParser(String text) {
        assertThat(WireTime.read(text)).isEqualTo(usual(text));
    }

    /** What the parser makes of a text, if it ends as ours do and has all of their parts. */
    private static Optional<Instant> usual(String text) {
        try {
            return FORM.matcher(text).matches()
                    ? Optional.of(OffsetDateTime.parse(text).toInstant())
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static String date(int year, int month, int day) {
        return "%04d-%02d-%02d".formatted(year, month, day);
    }

    private static String time(int hour, int minute, int second) {
        return "%02d:%02d:%02d".formatted(hour, minute, second);
    }

    private static String replaced(String text, int place, String letter) {
        return place >= text.length()
                ? text + letter
                : text.substring(0, place) + letter + text.substring(place + 1);
    }

    private static Arbitrary<Integer> upTo(int most) {
        return Arbitraries.integers().between(0, most);
    }

    private static String written(Instant moment) {
        return new String(WireTime.write(moment), StandardCharsets.US_ASCII);
    }
}
