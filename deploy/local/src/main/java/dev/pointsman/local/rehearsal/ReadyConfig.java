package dev.pointsman.local.rehearsal;

import dev.pointsman.worker.config.ConfigClasses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Puts the classes that hold a worker's configuration beside their interfaces, so that no start has
 * to generate them, and the AOT cache takes them. Stateless.
 */
final class ReadyConfig implements JarChange {
    private static final String JARS = "pointsman-worker-*.jar";

    private ReadyConfig() {}

    /** Into the worker's jar, where it lies. */
    static void in(Path folder) throws IOException {
        new ReadyConfig().in(folder, JARS);
    }

    @Override
    public byte[] changed(String name, byte[] content) {
        return content;
    }

    @Override
    public Map<String, byte[]> added() {
        return ConfigClasses.generated().entrySet().stream()
                .collect(
                        Collectors.toMap(
                                it -> it.getKey().replace('.', '/') + ".class",
                                Map.Entry::getValue));
    }
}
