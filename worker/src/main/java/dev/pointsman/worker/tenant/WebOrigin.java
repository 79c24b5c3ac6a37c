package dev.pointsman.worker.tenant;

import dev.pointsman.contracts.Wording;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where an HTTP request goes: scheme, host and port, all three. Two that are equal are the same
 * place, since there is only one way to write each of them here. Immutable, so safe on every
 * thread.
 *
 * @param host a name in small letters, or an address as every program reads it
 */
public record WebOrigin(String scheme, String host, int port) {
    private static final Map<String, Integer> PORTS = Map.of("http", 80, "https", 443);
    private static final int MAX_PORT = 65_535;
    private static final int MAX_HOST_CHARS = 253;
    private static final Pattern FORM =
            Pattern.compile("(https?)://(\\[[0-9a-fA-F:]{2,39}]|[a-zA-Z0-9.-]+)(?::([0-9]{1,5}))?");
    private static final Pattern NAME =
            Pattern.compile(
                    "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    /** A last label like these makes some programs take the whole for a number. */
    private static final Pattern NUMBER = Pattern.compile("(.*\\.)?(0x[0-9a-f]*|[0-9]+)");

    /** The origin this text is, and nothing but an origin. */
    public static WebOrigin of(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw wrong(text);
        }
        var scheme = match.group(1);
        var host = host(text, match.group(2).toLowerCase(Locale.ROOT));
        var port =
                match.group(3) == null
                        ? PORTS.getOrDefault(scheme, 0)
                        : Integer.parseInt(match.group(3));
        if (port < 1 || port > MAX_PORT) {
            throw wrong(text);
        }
        return new WebOrigin(scheme, host, port);
    }

    @Override
    public String toString() {
        var shown = host.contains(":") ? "[" + host + "]" : host;
        return scheme + "://" + shown + ":" + port;
    }

    private static String host(String text, String host) {
        if (host.startsWith("[")) {
            return address(text, host.substring(1, host.length() - 1));
        }
        var isAddress = IpRange.isLiteral(host);
        if (host.length() > MAX_HOST_CHARS
                || !NAME.matcher(host).matches()
                || (NUMBER.matcher(host).matches() && !isAddress)) {
            throw wrong(text);
        }
        return isAddress ? address(text, host) : host;
    }

    /** An IPv6 address that hides an IPv4 one is refused: written openly, it can be looked up. */
    private static String address(String text, String literal) {
        try {
            var address = InetAddress.ofLiteral(literal);
            if (address instanceof Inet4Address == literal.contains(":")) {
                throw wrong(text);
            }
            return address.getHostAddress();
        } catch (IllegalArgumentException _) {
            throw wrong(text);
        }
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "origin: "
                        + Wording.quote(text)
                        + " (expected: scheme, host and port, such as https://api.example.com or"
                        + " http://10.1.2.3:8080)");
    }
}
