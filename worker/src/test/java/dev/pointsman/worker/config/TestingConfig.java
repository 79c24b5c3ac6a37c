package dev.pointsman.worker.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Configurations from settings that a test names. Immutable. */
record TestingConfig(
        Optional<Path> file, Map<String, String> environment, Map<String, String> system) {
    static final TestingConfig NOTHING_SET =
            new TestingConfig(Optional.empty(), Map.of(), Map.of());

    static TestingConfig file(Path directory, String... lines) throws IOException {
        var file = Files.write(directory.resolve("application.properties"), List.of(lines));
        return new TestingConfig(Optional.of(file), Map.of(), Map.of());
    }

    TestingConfig variable(String name, String value) {
        return new TestingConfig(file, Map.of(name, value), system);
    }

    TestingConfig system(String key, String value) {
        return new TestingConfig(file, environment, Map.of(key, value));
    }

    WorkerConfig load() throws ConfigException {
        return ConfigLoader.load(file, environment, system);
    }

    /** What is said against it, a line for each fault. */
    List<String> faults() {
        return catchThrowableOfType(ConfigException.class, this::load)
                .getMessage()
                .lines()
                .toList();
    }
}
