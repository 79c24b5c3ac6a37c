package dev.pointsman.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.worker.config.ConfigException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A container whose log is silent, or floods, tells nobody why. */
class LogVariablesTest {
    @Test
    void wordsThatTheLogWouldNotKnowAreNamed() {
        var refused =
                catchThrowableOfType(
                        ConfigException.class,
                        () ->
                                LogVariables.require(
                                        Map.of("LOG_FORMAT", "json", "LOG_LEVEL", "warning")));

        assertThat(refused)
                .hasMessageContainingAll(
                        "LOG_FORMAT: 'json', set in the environment (expected: ecs or text)",
                        "LOG_LEVEL: 'warning', set in the environment (expected: OFF or ERROR or");
    }

    @Test
    void whatIsNotSetIsAsItComes() {
        assertThatCode(() -> LogVariables.require(Map.of("PATH", "/bin")))
                .doesNotThrowAnyException();
        assertThatCode(() ->
                        LogVariables.require(Map.of("LOG_FORMAT", "text", "LOG_LEVEL", "DEBUG")))
                .doesNotThrowAnyException();
    }
}
