package dev.pointsman.worker.observe.admin;

import dev.pointsman.contracts.Wording;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;

/**
 * Where the admin port listens. Immutable, so safe on every thread.
 *
 * @param port 0 for any that is free
 */
public record AdminAddress(String host, int port) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int MAX_PORT = 65_535;
    private static final Pattern FORM = Pattern.compile("(?:(\\S+):)?(\\d{1,5})");

    /** Reads a port, which is then on loopback, or host and port. */
    public static AdminAddress of(String text) {
        var match = FORM.matcher(text.strip());
        if (!match.matches() || Integer.parseInt(match.group(2)) > MAX_PORT) {
            throw new IllegalArgumentException(
                    "listen: "
                            + Wording.quote(text)
                            + " (expected: a port or host:port, such as 9464 or 0.0.0.0:9464)");
        }
        var host = match.group(1) == null ? LOOPBACK : match.group(1);
        return new AdminAddress(host, Integer.parseInt(match.group(2)));
    }

    InetSocketAddress socket() {
        return new InetSocketAddress(host, port);
    }
}
