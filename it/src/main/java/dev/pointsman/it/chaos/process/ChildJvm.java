package dev.pointsman.it.chaos.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A JVM of our own, on our own class path. It ends when its standard input does, so that none
 * outlives the process that started it. Safe on every thread.
 */
public final class ChildJvm {
    /** What a child prints when it is. */
    static final String READY = "ready";

    /** Quick to start and small: several share the machine. */
    private static final List<String> FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-XX:-DontCompileHugeMethods",
                    "-XX:-UsePerfData",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    // Not what a test's own class path has, which says nothing.
                    "-Dlogback.configurationFile=logback.xml",
                    "-Dlog.level=INFO");

    private final Process process;
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

    private ChildJvm(Process process) {
        this.process = process;
    }

    /**
     * Starts one.
     *
     * @param log what it says on standard error is added here
     */
    static ChildJvm start(
            Class<?> main, int heapMegabytes, Map<String, String> properties, Path log) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.add("-Xmx" + heapMegabytes + "m");
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            var child = new ChildJvm(process);
            // A virtual one holds its carrier while it reads a pipe: see RATIONALE.md.
            Thread.ofPlatform().daemon().start(child::listen);
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException("no " + main.getSimpleName() + " could be started", e);
        }
    }

    /** Whether it has said that it is ready, and is still there. */
    public boolean isReady() {
        return isAlive() && ready.getNow(false);
    }

    /** Waits until it is ready; false if it ended instead, or took longer. */
    public boolean awaitReady(Duration patience) throws InterruptedException {
        try {
            return ready.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            return false;
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** SIGKILL; returns when it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM; whether it was gone in time. */
    boolean terminate(Duration patience) throws InterruptedException {
        // Through its handle: otherwise our end of its standard input would be closed as well.
        process.toHandle().destroy();
        return awaitEnd(patience);
    }

    /** Whether it was gone in time. */
    boolean awaitEnd(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits until it is gone. */
    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    /** Hands it a line; one that is gone does not get it. */
    void tell(String line) {
        try {
            var in = process.getOutputStream();
            in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException _) {
            // It is gone, which whoever waits for it will see.
        }
    }

    private void listen() {
        try (var lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(READY)) {
                    ready.complete(true);
                }
            }
        } catch (IOException _) {
            // It is gone.
        } finally {
            ready.complete(false);
        }
    }
}
