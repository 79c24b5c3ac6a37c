package dev.pointsman.worker.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines about a job lead to its trace, and to nothing else a publisher wrote there. */
class TraceIdTest {
    @Test
    void theTraceIsThatOfTheTraceparent() {
        assertThat(TraceId.in("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"))
                .contains("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a password", "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"})
    void whatIsNoTraceparentIsNotRepeated(String text) {
        assertThat(TraceId.in(text)).isEmpty();
    }
}
