package dev.pointsman.local.broker;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One real Kafka broker, with its controller, inside this process; it listens on 127.0.0.1 only.
 *
 * <p>Once it has started, a fault that Kafka cannot live with, such as a full disk, ends the whole
 * process, as it would end a broker's own. Safe on every thread.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final int ATTEMPTS = 5;
    private static final Duration STOPPING_TAKES_AT_MOST = Duration.ofSeconds(30);

    private final KraftNode node;
    private final OpenFolder folder;
    private final int clientPort;
    private final FutureTask<Void> stopping = new FutureTask<>(this::stop);

    private EmbeddedBroker(KraftNode node, OpenFolder folder, int clientPort) {
        this.node = node;
        this.folder = folder;
        this.clientPort = clientPort;
    }

    /**
     * Starts a broker and returns once clients can use it.
     *
     * @throws BrokerNotStarted if the port or the folder cannot be had
     */
    public static EmbeddedBroker start(BrokerSettings settings) {
        return start(settings, () -> LoopbackPorts.probe(settings.clientPort()));
    }

    static EmbeddedBroker start(BrokerSettings settings, Supplier<LoopbackPorts> choice) {
        var folder = OpenFolder.open(settings.dataFolder());
        try {
            return startIn(folder, choice, settings);
        } catch (BrokerNotStarted e) {
            closeAfter(e, folder);
            throw e;
        }
    }

    /** What clients are given as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return LoopbackPorts.HOST + ":" + clientPort;
    }

    /**
     * Stops the broker and, if its folder was a temporary one, deletes it. Takes half a minute at
     * most; a second call waits for the first. An interrupt ends the waiting, not the stopping.
     */
    @Override
    public void close() {
        Thread.ofPlatform().daemon().name("embedded-broker-stop").start(stopping);
        try {
            stopping.get(STOPPING_TAKES_AT_MOST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOGGER.atWarn()
                    .addKeyValue("folder", folder.path())
                    .setCause(e)
                    .log("the embedded broker did not stop as it should");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    OpenFolder folder() {
        return folder;
    }

    private static EmbeddedBroker startIn(
            OpenFolder folder, Supplier<LoopbackPorts> choice, BrokerSettings settings) {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var ports = choice.get();
            var node = KraftNode.start(folder.data(), ports, settings);
            if (node.isPresent()) {
                return new EmbeddedBroker(node.get(), folder, ports.client());
            }
        }
        throw new BrokerNotStarted(
                "ports on 127.0.0.1: "
                        + ATTEMPTS
                        + " times taken between looking and binding"
                        + " (expected: no program that grabs every free port)");
    }

    private static void closeAfter(BrokerNotStarted failure, OpenFolder folder) {
        try {
            folder.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private Void stop() throws IOException {
        node.stop();
        // Not earlier: a broker that loses its folder while it runs ends the process.
        folder.close();
        return null;
    }
}
