package dev.pointsman.worker.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.worker.Main;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Values that are good by themselves, and will not do together, stop the start before it begins.
 */
class RefusedStartTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pointsman.kafka.transaction-timeout | PT1M  | PT1S to PT30S",
                "pointsman.kafka.transaction-timeout | PT0.5S | PT1S to PT30S",
                "pointsman.kafka.commit-interval | PT11S | more than 0, at most PT10S",
                "pointsman.limits.timeout | PT5M | more than 0, at most PT4M",
                "pointsman.limits.max-pages | 70000 | at most",
                "pointsman.limits.max-dirty-pages | 70000 | at most",
                "pointsman.topics.results | jobs | not the one of jobs",
                "pointsman.topics.dead-letters | results | not the one of jobs or results",
                "pointsman.topics.jobs | a/b | 1 to 249 of the characters a-z A-Z 0-9 . _ -",
            })
    void aSentenceNamesTheKeyTheValueAndWhatWouldDo(String key, String value, String expected)
            throws Exception {
        var config = TestingConfig.NOTHING_SET.system(key, value).load();

        assertThatThrownBy(() -> Main.start(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(key + ": ")
                .hasMessageContainingAll(value, "expected: " + expected);
    }
}
