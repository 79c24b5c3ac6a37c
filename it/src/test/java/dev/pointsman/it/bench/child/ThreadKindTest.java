package dev.pointsman.it.bench.child;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThreadKindTest {
    @ParameterizedTest
    @CsvSource({
        "job-1, JOBS",
        "intake, KAFKA",
        "kafka-producer-network-thread | pointsman-0, KAFKA",
        "consumer_background_thread, KAFKA",
        "transactions, KAFKA",
        "state, KAFKA",
        "admission, OTHER",
        "main, OTHER"
    })
    void aThreadIsOfTheKindItsNameSays(String name, ThreadKind kind) {
        assertThat(ThreadKind.of(name)).isEqualTo(kind);
    }

    @Test
    void aThreadWithoutANameIsOfNoKindInParticular() {
        assertThat(ThreadKind.of(null)).isEqualTo(ThreadKind.OTHER);
    }
}
