package dev.pointsman.worker.config;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the configuration from, in rising order: defaults, a properties file, the environment,
 * system properties. What it does not know or cannot read stops the start. Stateless.
 */
public final class ConfigLoader {
    private static final int ORDINAL = 400;

    private ConfigLoader() {}

    /**
     * Reads it as this process is told it, or says all that is wrong with it.
     *
     * @param file a properties file, for those who have one
     */
    public static WorkerConfig load(Optional<Path> file) throws ConfigException {
        return load(file, System.getenv(), systemProperties());
    }

    /** Those of this process. */
    public static Map<String, String> systemProperties() {
        var all = System.getProperties();
        return all.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, all::getProperty));
    }

    /**
     * Reads it from these, or says all that is wrong with it.
     *
     * @param file a properties file, for those who have one
     */
    public static WorkerConfig load(
            Optional<Path> file, Map<String, String> environment, Map<String, String> system)
            throws ConfigException {
        var settings = new ArrayList<Setting>();
        if (file.isPresent()) {
            settings.addAll(inFile(file.get()));
        }
        inEnvironment(environment).forEach(settings::add);
        inSystemProperties(system).forEach(settings::add);
        return mapped(checked(settings));
    }

    private static List<Setting> inFile(Path file) throws ConfigException {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException(
                    List.of(file + ": cannot be read as a properties file: " + e));
        }
        return properties.stringPropertyNames().stream()
                .sorted()
                .map(name -> new Setting(name, properties.getProperty(name), file.toString()))
                .toList();
    }

    private static Stream<Setting> inEnvironment(Map<String, String> environment) {
        return new TreeMap<>(environment)
                .entrySet().stream()
                        .map(entry ->
                                new Setting(entry.getKey(), entry.getValue(), "the environment"))
                        .filter(Setting::isVariableOfOurs);
    }

    private static Stream<Setting> inSystemProperties(Map<String, String> system) {
        return new TreeMap<>(system)
                .entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(KnownKeys.PREFIX))
                        .map(entry ->
                                new Setting(
                                        entry.getKey(), entry.getValue(), "the system properties"));
    }

    /** From each key that is set to its value; of several settings of a key the last one counts. */
    private static Map<String, String> checked(List<Setting> settings) throws ConfigException {
        var keys = new KnownKeys();
        var faults = new ArrayList<String>();
        var set = new TreeMap<String, Setting>();
        for (var setting : settings) {
            keys.keyOf(setting.name())
                    .ifPresentOrElse(
                            key -> set.put(key, setting), () -> faults.add(keys.unknown(setting)));
        }
        set.forEach((key, setting) -> keys.fault(key, setting).ifPresent(faults::add));
        if (!faults.isEmpty()) {
            throw new ConfigException(faults);
        }
        var values = new TreeMap<String, String>();
        set.forEach((key, setting) -> values.put(key, setting.value()));
        return values;
    }

    private static WorkerConfig mapped(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "checked", ORDINAL))
                .withMapping(WorkerConfig.class)
                .build()
                .getConfigMapping(WorkerConfig.class);
    }
}
