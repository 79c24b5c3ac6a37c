package dev.pointsman.it.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The main class of the process that {@link BadServers} starts: says where its servers are, in one
 * line, and ends with its standard input.
 */
final class BadServerProcess {
    private static final String HEAD = "HTTP/1.1 200 OK\r\n";

    private BadServerProcess() {}

    public static void main(String[] arguments) throws IOException {
        try (var silent = BadServer.trickling("");
                var trickling = BadServer.trickling(HEAD + "\r\n");
                var largeBody = BadServer.endless(HEAD + "\r\n", "0123456789".repeat(10_000));
                var largeHead = BadServer.endless(HEAD, "a:\r\n".repeat(10_000))) {
            System.out.println(
                    Stream.of(silent, trickling, largeBody, largeHead)
                            .map(BadServer::origin)
                            .collect(Collectors.joining(" ")));
            awaitEnd(System.in);
        }
        System.exit(0);
    }

    private static void awaitEnd(InputStream input) throws IOException {
        input.transferTo(OutputStream.nullOutputStream());
    }
}
