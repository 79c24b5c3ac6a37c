package dev.pointsman.it.chaos.process;

import dev.pointsman.it.chaos.network.FreePort;
import dev.pointsman.it.chaos.network.Relay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The broker of a run, its controller, and the relay before it: the broker can die and come again
 * where it was, and the controller lives on. Its methods are called by one thread at a time.
 */
public final class BrokerProcess implements AutoCloseable {
    private static final int HEAP_MEGABYTES = 512;
    private static final int CONTROLLER_HEAP_MEGABYTES = 128;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path folder;
    private final int port = FreePort.any();
    private final int relayed = FreePort.any();
    private final int controllerPort = FreePort.any();
    private final Relay relay;
    private final ChildJvm controller;
    private volatile ChildJvm child;

    private BrokerProcess(Path folder) throws IOException {
        this.folder = folder;
        this.relay = Relay.to(relayed);
        this.controller = beginController();
        this.child = begin();
    }

    /** Starts a broker with its data in this folder; returns when clients can use it. */
    public static BrokerProcess start(Path folder) throws IOException, InterruptedException {
        var broker = new BrokerProcess(folder);
        try {
            broker.awaitReady();
            return broker;
        } catch (IllegalStateException | InterruptedException e) {
            broker.close();
            throw e;
        }
    }

    /** Where the harness finds it, past the relay. */
    public String direct() {
        return "127.0.0.1:" + port;
    }

    /** Where workers find it. */
    public String throughRelay() {
        return "127.0.0.1:" + relay.port();
    }

    /** The network between workers and broker. */
    public Relay relay() {
        return relay;
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        child.kill();
    }

    /** Starts it again with the data it had; returns when clients can use it. */
    public void restart() throws InterruptedException {
        child = begin();
        awaitReady();
    }

    @Override
    public void close() throws IOException {
        relay.close();
        try {
            child.kill();
            controller.kill();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady() throws InterruptedException {
        if (!child.awaitReady(PATIENCE)) {
            var what = child.isAlive() ? "was not ready within " + PATIENCE : "ended at its start";
            throw new IllegalStateException("the broker " + what + "; see " + log());
        }
    }

    private ChildJvm beginController() {
        var properties =
                Map.of(
                        "chaos.folder", folder.resolve("controller").toString(),
                        "chaos.port", Integer.toString(controllerPort));
        return ChildJvm.start(
                ControllerMain.class,
                CONTROLLER_HEAP_MEGABYTES,
                properties,
                folder.resolve("controller.log"));
    }

    private ChildJvm begin() {
        var properties =
                Map.of(
                        "chaos.folder", folder.resolve("broker").toString(),
                        "chaos.port", Integer.toString(port),
                        "chaos.controller", Integer.toString(controllerPort),
                        "chaos.relayed", Integer.toString(relayed),
                        "chaos.relay", Integer.toString(relay.port()),
                        "coordinator.level", "INFO");
        return ChildJvm.start(BrokerMain.class, HEAP_MEGABYTES, properties, log());
    }

    private Path log() {
        return folder.resolve("broker.log");
    }
}
