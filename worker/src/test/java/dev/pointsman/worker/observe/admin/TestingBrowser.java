package dev.pointsman.worker.observe.admin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Debian's Chromium without a window, told what to do by its DevTools protocol. One thread's. */
final class TestingBrowser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final Set<String> COMPLAINTS =
            Set.of("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown");

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private final WebSocket socket;

    private TestingBrowser(Process process, Path profile) throws IOException {
        this.process = process;
        this.socket = connect(profile);
        // Both begin with what was said before they were asked.
        ask("Log.enable", MAPPER.createObjectNode());
        ask("Runtime.enable", MAPPER.createObjectNode());
    }

    /** Where there is a browser. */
    static Optional<Path> program() {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "chromium"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static TestingBrowser open(Path program, String url) throws IOException {
        // Not a folder of JUnit's: its processes go on writing there for a moment after its end.
        var profile = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "browser");
        var process =
                new ProcessBuilder(
                                program.toString(),
                                "--headless=new",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--hide-scrollbars",
                                "--window-size=1280,1000",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + profile,
                                url)
                        .redirectErrorStream(true)
                        .redirectOutput(profile.resolve("log").toFile())
                        .start();
        return new TestingBrowser(process, profile);
    }

    /** The value of an expression in the page. */
    JsonNode value(String expression) {
        var parameters =
                MAPPER.createObjectNode().put("expression", expression).put("returnByValue", true);
        return ask("Runtime.evaluate", parameters).at("/result/result/value");
    }

    String text(String selector) {
        return value("document.querySelector('" + selector + "').innerText").asString("");
    }

    void awaitTrue(String expression) {
        Awaitility.await().atMost(PATIENCE).until(() -> value(expression).asBoolean(false));
    }

    /**
     * What the browser has against the page so far: what its policy (CSP) forbids, what was not
     * found, exceptions of its scripts, and whatever else goes to the console.
     */
    List<String> complaints() {
        // Whoever answers this has told all that came before.
        value("0");
        return List.copyOf(complaints);
    }

    byte[] screenshot() {
        var answer = ask("Page.captureScreenshot", MAPPER.createObjectNode());
        return Base64.getDecoder().decode(answer.at("/result/data").asString());
    }

    private JsonNode ask(String method, JsonNode parameters) {
        var id = lastId.incrementAndGet();
        var question = MAPPER.createObjectNode().put("id", id).put("method", method);
        question.set("params", parameters);
        socket.sendText(question.toString(), true).join();
        try {
            var answer = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            while (answer != null && answer.path("id").asInt(0) != id) {
                answer = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            return Optional.ofNullable(answer).orElseThrow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private WebSocket connect(Path profile) throws IOException {
        var file = profile.resolve("DevToolsActivePort");
        Awaitility.await().atMost(PATIENCE).until(() -> lines(file).size() == 2);
        var port = lines(file).getFirst();
        var page = Awaitility.await().atMost(PATIENCE).until(() -> page(port), Optional::isPresent);
        return client.newWebSocketBuilder()
                .buildAsync(URI.create(page.orElseThrow()), new Listener())
                .join();
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private static Optional<String> page(String port) throws IOException {
        try (var in = URI.create("http://127.0.0.1:" + port + "/json").toURL().openStream()) {
            return MAPPER.readTree(in)
                    .valueStream()
                    .filter(it -> it.path("type").asString("").equals("page"))
                    .map(it -> it.path("webSocketDebuggerUrl").asString(""))
                    .findFirst();
        }
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
        process.destroy();
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                keep(MAPPER.readTree(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void keep(JsonNode message) {
            if (message.has("id")) {
                answers.add(message);
            } else if (COMPLAINTS.contains(message.path("method").asString(""))) {
                complaints.add(message.toString());
            }
        }
    }
}
