package dev.pointsman.it.hostile;

import static dev.pointsman.it.hostile.HostileCase.DEADLINE;
import static dev.pointsman.it.hostile.HostileCase.ending;

import dev.pointsman.worker.tenant.HttpGrant;
import dev.pointsman.worker.tenant.IpRange;
import dev.pointsman.worker.tenant.WebOrigin;
import dev.pointsman.worker.testing.WasmBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Guests that ask, again and again, servers which do not come to an end: slowly, or with more than
 * anybody wants to hear. Safe on every thread.
 */
final class BadServers implements AutoCloseable {
    private static final String HEAD = "HTTP/1.1 200 OK\r\n";
    private static final int MOST_REQUEST_BYTES = 1_000;
    private static final int MOST_RESPONSE_BYTES = 1_000_000;

    private final BadServer silent = BadServer.trickling("");
    private final BadServer trickling = BadServer.trickling(HEAD + "\r\n");
    private final BadServer largeBody =
            BadServer.endless(HEAD + "\r\n", "0123456789".repeat(10_000));
    private final BadServer largeHead = BadServer.endless(HEAD, "a:\r\n".repeat(10_000));

    BadServers() throws IOException {}

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
                        .map(BadServer::origin)
                        .map(WebOrigin::of)
                        .toList(),
                List.of(IpRange.of("127.0.0.0/8")),
                Map.of(),
                MOST_REQUEST_BYTES,
                MOST_RESPONSE_BYTES);
    }

    private static WasmBytes asking(BadServer server) {
        var url = server.origin().getBytes(StandardCharsets.UTF_8);
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

    @Override
    public void close() throws IOException {
        silent.close();
        trickling.close();
        largeBody.close();
        largeHead.close();
    }
}
