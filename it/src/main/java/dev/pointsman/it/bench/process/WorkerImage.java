package dev.pointsman.it.bench.process;

import dev.pointsman.it.bench.BenchFailed;
import dev.pointsman.local.Home;
import dev.pointsman.local.rehearsal.ImageRehearsal;
import dev.pointsman.worker.config.ConfigException;
import dev.pointsman.worker.tenant.TenantsFileException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A worker as its image has it: its jars and nothing else, the flags of deploy/image, and an AOT
 * cache that a rehearsal made. Immutable, so safe on every thread.
 *
 * @param classPath the jars in an order that is always the same: the cache asks for that
 */
public record WorkerImage(String classPath, Path logging, Path cache) {
    private static final String MAIN = "dev.pointsman.worker.WorkerProcess";

    /** Those of deploy/image/jvm.options, the folders of the image aside. */
    private static final List<String> FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-Xmx540m",
                    "-XX:-DontCompileHugeMethods",
                    "-XX:Tier4InvocationThreshold=20000",
                    "-XX:Tier4MinInvocationThreshold=2400",
                    "-XX:Tier4CompileThreshold=60000",
                    "-XX:Tier4BackEdgeThreshold=160000",
                    "-Djavax.management.builder.initial=dev.pointsman.worker.observe.NoBeans",
                    "-XX:-UsePerfData",
                    "-Xlog:disable",
                    "-Xlog:all=error,cds*=off,aot*=off:stderr",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    /** Rehearses, as the image's build does. */
    public static WorkerImage rehearsed(Home home, Path folder) {
        var deploy = home.folder().resolve("deploy/image");
        try {
            var lib = copied(deploy.resolve("target/app/lib"), folder.resolve("worker-lib"));
            var image =
                    new WorkerImage(
                            classPath(lib),
                            deploy.resolve("logback.xml"),
                            folder.resolve("worker.aot"));
            ImageRehearsal.rehearse(home, lib, image.rehearsal());
            return image;
        } catch (IOException | ConfigException | TenantsFileException e) {
            throw new BenchFailed("the rehearsal left no AOT cache", e);
        }
    }

    /** The line that starts a worker with these settings. */
    public List<String> line(Map<String, String> settings, boolean withCache) {
        var line = line();
        if (withCache) {
            line.add("-XX:AOTCache=" + cache);
        }
        settings.forEach((key, value) -> line.add("-D" + key + "=" + value));
        line.add(MAIN);
        return line;
    }

    private List<String> rehearsal() {
        var line = line();
        line.add("-XX:+UnlockDiagnosticVMOptions");
        line.add("-XX:-AOTRecordTraining");
        line.add("-XX:AOTCacheOutput=" + cache);
        line.add(MAIN);
        return line;
    }

    private List<String> line() {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(FLAGS);
        line.add("-Dlogback.configurationFile=" + logging);
        line.add("-DLOG_LEVEL=ERROR");
        line.add("-cp");
        line.add(classPath);
        return line;
    }

    private static String classPath(Path lib) throws IOException {
        return jars(lib).stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A rehearsal rewrites some of them. */
    private static Path copied(Path lib, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (var jar : jars(lib)) {
            Files.copy(
                    jar,
                    folder.resolve(jar.getFileName()),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
        return folder;
    }

    private static List<Path> jars(Path lib) throws IOException {
        if (!Files.isDirectory(lib)) {
            throw new BenchFailed(
                    lib + ": not there (expected: the jars of the image, by mvn -Dquick package)");
        }
        try (var files = Files.list(lib)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }
}
