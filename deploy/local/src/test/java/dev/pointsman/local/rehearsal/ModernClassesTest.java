package dev.pointsman.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.File;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jars of ASM that the worker has, in a folder of their own. */
class ModernClassesTest {
    @TempDir private Path folder;

    @BeforeEach
    void copyJars() throws IOException {
        for (var jar : System.getProperty("java.class.path").split(File.pathSeparator)) {
            var file = Path.of(jar);
            if (file.getFileName().toString().matches("asm-?.*\\.jar")) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void theyAreOldBefore() throws IOException {
        assertThat(classes()).isNotEmpty().allMatch(it -> it.version() < ClassFile.JAVA_7_VERSION);
    }

    @Test
    void afterwardsAnAotCacheTakesAllOfThem() throws IOException {
        ModernClasses.in(folder);

        assertThat(classes())
                .isNotEmpty()
                .allMatch(it -> it.version() == ClassFile.JAVA_11_VERSION);
    }

    @Test
    void theJvmHasNothingAgainstAnyOfThem() throws Exception {
        ModernClasses.in(folder);
        var found = classes();

        try (var loader = new URLClassLoader(jars(), ClassLoader.getPlatformClassLoader())) {
            for (var each : found) {
                // Initializing is what has it verified.
                assertThatCode(() -> Class.forName(each.name(), true, loader))
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void whatTheyDoStaysAsItIs() throws Exception {
        ModernClasses.in(folder);

        try (var loader = new URLClassLoader(jars(), ClassLoader.getPlatformClassLoader())) {
            var writer = loader.loadClass("org.objectweb.asm.ClassWriter");
            var reader = loader.loadClass("org.objectweb.asm.ClassReader");
            var visitor = loader.loadClass("org.objectweb.asm.ClassVisitor");
            var frames = writer.getField("COMPUTE_FRAMES").getInt(null);
            var read = reader.getConstructor(byte[].class).newInstance((Object) ownBytes());
            var written = writer.getConstructor(int.class).newInstance(frames);
            reader.getMethod("accept", visitor, int.class).invoke(read, written, 0);

            var copy = (byte[]) writer.getMethod("toByteArray").invoke(written);

            assertThat(ClassFile.of().verify(copy)).isEmpty();
        }
    }

    private static byte[] ownBytes() throws IOException {
        try (var in = ModernClasses.class.getResourceAsStream("ModernClasses.class")) {
            return in.readAllBytes();
        }
    }

    private URL[] jars() throws IOException {
        try (var files = Files.list(folder)) {
            var urls = new ArrayList<URL>();
            for (var file : files.toList()) {
                urls.add(file.toUri().toURL());
            }
            return urls.toArray(URL[]::new);
        }
    }

    private List<Versioned> classes() throws IOException {
        try (var files = Files.list(folder)) {
            var found = new ArrayList<Versioned>();
            for (var file : files.toList()) {
                found.addAll(classesIn(file));
            }
            return found;
        }
    }

    private static List<Versioned> classesIn(Path file) throws IOException {
        try (var jar = new JarFile(file.toFile())) {
            var found = new ArrayList<Versioned>();
            for (var entry : jar.stream().filter(it -> isClass(it.getName())).toList()) {
                var name = entry.getName().replace(".class", "").replace('/', '.');
                var model = ClassFile.of().parse(jar.getInputStream(entry).readAllBytes());
                found.add(new Versioned(name, model.majorVersion()));
            }
            return found;
        }
    }

    private static boolean isClass(String entry) {
        return entry.endsWith(".class") && !entry.endsWith("module-info.class");
    }

    private record Versioned(String name, int version) {}
}
