package dev.pointsman.it.bench.process;

import dev.pointsman.it.bench.BenchFailed;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A worker as its image has it: its jars and nothing else, the flags of deploy/image, and an AOT
 * cache that a rehearsal made. Immutable, so safe on every thread.
 *
 * @param classPath the jars in an order that is always the same: the cache asks for that
 */
public record WorkerImage(String classPath, Path logging, Path cache) {
    private static final String MAIN = "dev.pointsman.worker.WorkerProcess";
    private static final long REHEARSAL_SECONDS = 120;

    /** Those of deploy/image/jvm.options, the folders of the image aside. */
    private static final List<String> FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-Xmx540m",
                    "-XX:-DontCompileHugeMethods",
                    "-XX:-UsePerfData",
                    "-Xlog:disable",
                    "-Xlog:all=error,cds*=off,aot*=off:stderr",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    /** Rehearses, as the image's build does. */
    public static WorkerImage rehearsed(Path checkout, Path folder) {
        var deploy = checkout.resolve("deploy/image");
        var image =
                new WorkerImage(
                        classPath(deploy.resolve("target/app/lib")),
                        deploy.resolve("logback.xml"),
                        folder.resolve("worker.aot"));
        image.rehearse();
        return image;
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

    private void rehearse() {
        var line = line();
        line.add("-XX:AOTCacheOutput=" + cache);
        line.add(MAIN);
        line.add("--rehearse");
        try {
            var process = new ProcessBuilder(line).redirectErrorStream(true).start();
            var said = process.inputReader().lines().collect(Collectors.joining("\n"));
            if (!process.waitFor(REHEARSAL_SECONDS, TimeUnit.SECONDS) || !Files.exists(cache)) {
                throw new BenchFailed("the rehearsal left no AOT cache: " + said);
            }
        } catch (IOException e) {
            throw new BenchFailed("the rehearsal cannot be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("interrupted", e);
        }
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

    private static String classPath(Path lib) {
        try (var jars = Files.list(lib)) {
            return jars.filter(jar -> jar.toString().endsWith(".jar"))
                    .map(Path::toString)
                    .sorted()
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new BenchFailed(
                    lib + ": not there (expected: the jars of the image, by mvn -Dquick package)",
                    e);
        }
    }
}
