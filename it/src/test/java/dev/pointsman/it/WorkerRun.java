package dev.pointsman.it;

import dev.pointsman.it.chaos.network.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A worker as the process that it is in the image, killed when it is closed. */
record WorkerRun(Process process, int adminPort) implements AutoCloseable {
    private static final Path LOGGING = Path.of("../deploy/image/logback.xml");

    /**
     * Starts it.
     *
     * @param log what it says, standard error included
     * @param environment what it is configured by, besides the port where it is asked
     */
    static WorkerRun of(Path log, Map<String, String> environment) throws IOException {
        var port = FreePort.any();
        var variables = new HashMap<>(environment);
        variables.put("POINTSMAN_ADMIN_LISTEN", "" + port);
        var builder = new ProcessBuilder(command());
        builder.environment().putAll(variables);
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        return new WorkerRun(builder.start(), port);
    }

    private static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx640m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=" + LOGGING.toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.pointsman.worker.WorkerProcess");
    }

    /** What it answers at this path. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + adminPort + path);
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        }
    }

    /** Sends it SIGTERM, and returns its exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
