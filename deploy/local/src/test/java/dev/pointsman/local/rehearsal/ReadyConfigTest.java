package dev.pointsman.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.config.WorkerConfig;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar that is named as the worker's is, with one entry. */
class ReadyConfigTest {
    private static final String ENTRY = "kept.txt";

    @TempDir private Path folder;

    @BeforeEach
    void makeJar() throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar()))) {
            out.putNextEntry(new JarEntry(ENTRY));
            out.write(42);
            out.closeEntry();
        }
    }

    @Test
    void theClassesOfAConfigurationAreBesideWhatWasThere() throws IOException {
        ReadyConfig.in(folder);

        assertThat(names())
                .contains(
                        ENTRY,
                        "dev/pointsman/worker/config/WorkerConfig$$CMImpl.class",
                        "dev/pointsman/worker/config/WorkerConfig$Kafka$$CMImpl.class");
    }

    @Test
    void theyAreWhatSmallRyeLooksFor() throws Exception {
        ReadyConfig.in(folder);

        try (var loader = new URLClassLoader(new URL[] {jar().toUri().toURL()}, parent())) {
            var made = loader.loadClass(WorkerConfig.class.getName() + "$$CMImpl");

            assertThat(WorkerConfig.class).isAssignableFrom(made);
        }
    }

    private Path jar() {
        return folder.resolve("pointsman-worker-1.jar");
    }

    private static ClassLoader parent() {
        return WorkerConfig.class.getClassLoader();
    }

    private List<String> names() throws IOException {
        try (var jar = new JarFile(jar().toFile())) {
            return jar.stream().map(JarEntry::getName).toList();
        }
    }
}
