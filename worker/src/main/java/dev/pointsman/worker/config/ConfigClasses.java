package dev.pointsman.worker.config;

import io.smallrye.config.ConfigMappingLoader;
import io.smallrye.config.ConfigMappingMetadata;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The classes that hold a configuration. SmallRye generates them at each start, unless they are
 * there already; the image has them made once. Stateless.
 */
public final class ConfigClasses {
    private ConfigClasses() {}

    /** From their names to their bytes. */
    public static Map<String, byte[]> generated() {
        return ConfigMappingLoader.getConfigMappingsMetadata(WorkerConfig.class).stream()
                .collect(
                        Collectors.toMap(
                                ConfigMappingMetadata::getClassName,
                                ConfigMappingMetadata::getClassBytes));
    }
}
