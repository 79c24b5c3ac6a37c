package dev.pointsman.it.hostile;

import static dev.pointsman.it.hostile.HostileCase.DEADLINE;
import static dev.pointsman.it.hostile.HostileCase.ending;

import dev.pointsman.it.bench.BenchFailed;
import dev.pointsman.it.bench.process.ChildProcess;
import dev.pointsman.it.bench.process.Children;
import dev.pointsman.it.bench.process.JavaCommand;
import dev.pointsman.worker.tenant.HttpGrant;
import dev.pointsman.worker.tenant.IpRange;
import dev.pointsman.worker.tenant.WebOrigin;
import dev.pointsman.worker.testing.WasmBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Guests that ask, again and again, servers which do not come to an end: slowly, or with more than
 * anybody wants to hear. Safe on every thread.
 */
final class BadServers implements AutoCloseable {
    private static final int MOST_REQUEST_BYTES = 1_000;
    private static final int MOST_RESPONSE_BYTES = 1_000_000;
    private static final String NAME = "bad-servers";
    private static final String HEAP = "64m";

    private final Children children;
    private final ChildProcess servers;
    private final String silent;
    private final String trickling;
    private final String largeBody;
    private final String largeHead;

    /**
     * Starts them, in a process that gets a core when nobody else wants it: servers are elsewhere,
     * and what they do is not a worker's to do.
     *
     * @param folder for what they do not keep
     */
    BadServers(Path folder) {
        var command = new JavaCommand(HEAP, folder, Optional.empty());
        children = new Children(command, BadServerProcess.class);
        servers = start(children);
        var origins = origins(servers);
        silent = origins[0];
        trickling = origins[1];
        largeBody = origins[2];
        largeHead = origins[3];
    }

    private static ChildProcess start(Children children) {
        var line = new ArrayList<>(List.of("nice", "-n", "19"));
        line.addAll(
                children.java(
                        NAME,
                        System.getProperty("java.class.path"),
                        BadServerProcess.class.getName(),
                        List.of()));
        return children.startForeign(NAME, line);
    }

    private String[] origins(ChildProcess servers) {
        try {
            return servers.awaitReady().split(" ", -1);
        } catch (BenchFailed e) {
            children.close();
            throw e;
        }
    }

    /** Guests that ask them. */
    List<HostileCase> cases() {
        return List.of(
                ending("a server of a byte now and then, in its head", DEADLINE, asking(silent)),
                ending("a server of a byte now and then", DEADLINE, asking(trickling)),
                ending("a server without end", DEADLINE, asking(largeBody)),
                ending("a server with headers without end", DEADLINE, asking(largeHead)));
    }

    /** What a policy needs to say, so that guests reach them. */
    HttpGrant grant() {
        return new HttpGrant(
                List.of(silent, trickling, largeBody, largeHead).stream()
                        .map(WebOrigin::of)
                        .toList(),
                List.of(IpRange.of("127.0.0.0/8")),
                Map.of(),
                MOST_REQUEST_BYTES,
                MOST_RESPONSE_BYTES);
    }

    private static WasmBytes asking(String server) {
        var url = server.getBytes(StandardCharsets.UTF_8);
        return WasmBytes.module()
                .importing("pointsman/v1", "http_request", "iiiiiiiiii>i")
                .function(
                        ">",
                        "loop #40 i32.const 0 i32.const 3 i32.const 8 i32.const "
                                + url.length
                                + " i32.const 0 i32.const 0 i32.const 0 i32.const 0"
                                + " i32.const 1000 i32.const 60000 call 0 drop br 0 end")
                .memory(1, 1)
                .data(0, "GET".getBytes(StandardCharsets.UTF_8))
                .data(8, url)
                .export("_start", 1);
    }

    /** A guest whose server is gone runs into its deadline, too, and proves nothing. */
    void requireAlive() {
        servers.requireAlive();
    }

    @Override
    public void close() {
        children.close();
    }
}
