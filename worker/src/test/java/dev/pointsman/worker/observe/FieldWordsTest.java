package dev.pointsman.worker.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.KeyValuePair;

/** Lines of text for people, and for whoever looks for {@code key=value} in them. */
class FieldWordsTest {
    private final LoggingEvent event = new LoggingEvent();

    @Test
    void aLineMayHaveNone() {
        assertThat(new FieldWords().convert(event)).isEmpty();
    }

    @Test
    void plainValuesStandAsTheyAre() {
        add("tenant", "acme");
        add("record", "jobs-0-5");

        assertThat(new FieldWords().convert(event)).isEqualTo("tenant=acme record=jobs-0-5");
    }

    /** Publishers name their jobs. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "j-1 outcome=success | \"j-1 outcome=success\"",
                "a=b | \"a=b\"",
                "j\" outcome=\"success | \"j\\\" outcome=\\\"success\"",
                "'' | \"\"",
            })
    void noValueIsAnotherField(String value, String written) {
        add("jobId", value);

        assertThat(new FieldWords().convert(event)).isEqualTo("jobId=" + written);
    }

    @Test
    void noValueTurnsTheLineAround() {
        add("jobId", "a\u202eb\n");

        assertThat(new FieldWords().convert(event)).isEqualTo("jobId=a\\u202eb\\u000a");
    }

    private void add(String key, Object value) {
        event.addKeyValuePair(new KeyValuePair(key, value));
    }
}
