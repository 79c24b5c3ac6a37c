package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Moments on the wire. */
class WireTimeTest {
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

    private static String written(Instant moment) {
        return new String(WireTime.write(moment), StandardCharsets.US_ASCII);
    }
}
