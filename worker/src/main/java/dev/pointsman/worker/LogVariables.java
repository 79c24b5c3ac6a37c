package dev.pointsman.worker;

import dev.pointsman.worker.config.ConfigException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the image's logback.xml is told by the environment. That does not complain: with a format it
 * has no appender for there would be no log at all, and with a level it does not know, a flood.
 */
final class LogVariables {
    private static final String FORMAT = "LOG_FORMAT";
    private static final String LEVEL = "LOG_LEVEL";
    private static final List<String> FORMATS = List.of("ecs", "text");
    private static final List<String> LEVELS =
            List.of("OFF", "ERROR", "WARN", "INFO", "DEBUG", "TRACE");

    private LogVariables() {}

    /** Whether the log will be what was asked for. */
    static void require(Map<String, String> environment) throws ConfigException {
        var faults =
                Stream.of(fault(environment, FORMAT, FORMATS), fault(environment, LEVEL, LEVELS))
                        .flatMap(Optional::stream)
                        .toList();
        if (!faults.isEmpty()) {
            throw new ConfigException(faults);
        }
    }

    private static Optional<String> fault(
            Map<String, String> environment, String name, List<String> words) {
        return Optional.ofNullable(environment.get(name))
                .filter(word -> !words.contains(word))
                .map(word ->
                        "%s: '%s', set in the environment (expected: %s)"
                                .formatted(name, word, String.join(" or ", words)));
    }
}
