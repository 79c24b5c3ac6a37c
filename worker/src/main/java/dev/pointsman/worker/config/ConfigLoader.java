package dev.pointsman.worker.config;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Reads the configuration from, in rising order: defaults, a properties file, the environment,
 * system properties. What it does not know or cannot read stops the start. Stateless.
 */
public final class ConfigLoader {
    private static final int FILE_ORDINAL = 250;
    private static final int ENVIRONMENT_ORDINAL = 300;
    private static final int SYSTEM_ORDINAL = 400;

    private ConfigLoader() {}

    /**
     * Reads it, or says all that is wrong with it.
     *
     * @param file a properties file, for those who have one
     */
    public static WorkerConfig load(
            Optional<Path> file, Map<String, String> environment, Map<String, String> system)
            throws ConfigException {
        var sources =
                List.of(
                        new PropertiesConfigSource(
                                properties(file),
                                file.map(Path::toString).orElse("no file"),
                                FILE_ORDINAL),
                        new EnvConfigSource(ours(environment, "POINTSMAN_"), ENVIRONMENT_ORDINAL),
                        new PropertiesConfigSource(
                                ours(system, "pointsman."), "system properties", SYSTEM_ORDINAL));
        var keys = new KnownKeys();
        var unknown = keys.complaints(sources);
        if (!unknown.isEmpty()) {
            throw new ConfigException(unknown);
        }
        return mapped(sources, keys);
    }

    private static WorkerConfig mapped(List<? extends ConfigSource> sources, KnownKeys keys)
            throws ConfigException {
        try {
            var config =
                    new SmallRyeConfigBuilder()
                            .withSources(List.copyOf(sources))
                            .withMapping(WorkerConfig.class)
                            .build();
            return config.getConfigMapping(WorkerConfig.class);
        } catch (ConfigValidationException e) {
            var plain = new SmallRyeConfigBuilder().withSources(List.copyOf(sources)).build();
            throw new ConfigException(
                    IntStream.range(0, e.getProblemCount())
                            .mapToObj(i ->
                                    keys.explain(
                                            e.getProblem(i).getMessage(),
                                            key -> sourceOf(plain, key)))
                            .toList());
        }
    }

    private static String sourceOf(SmallRyeConfig config, String key) {
        return Optional.ofNullable(config.getConfigValue(key).getConfigSourceName())
                .orElse("the defaults");
    }

    private static Map<String, String> properties(Optional<Path> file) throws ConfigException {
        var properties = new Properties();
        if (file.isPresent()) {
            try (var in = Files.newBufferedReader(file.get())) {
                properties.load(in);
            } catch (IOException e) {
                throw new ConfigException(List.of("cannot read the configuration file: " + e));
            }
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    private static Map<String, String> ours(Map<String, String> all, String prefix) {
        return all.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
