package dev.pointsman.worker.observe.admin;

import com.sun.net.httpserver.Headers;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Pattern;

/**
 * By which names the port may be asked. One that only its own machine can reach is asked by address
 * or as localhost: whoever has a page of his in a browser there may have his own name lead to the
 * same address, and the browser would let the page read what it is answered (DNS rebinding). One
 * that others reach has what names they give it. Immutable, so safe on every thread.
 */
record AskedNames(boolean any) {
    static final Answer REFUSAL =
            Answer.line(
                    Answer.MISDIRECTED,
                    "this port is for its own machine (expected: Host with an IP address, or"
                            + " localhost)");

    /** No name that somebody could register: browsers take four numbers for an address. */
    private static final Pattern LOCAL =
            Pattern.compile(
                    "(?i)(localhost|\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-z:.%~_-]*])(:\\d{1,5})?");

    /** Those of a port that listens there. */
    static AskedNames of(InetSocketAddress listens) {
        return new AskedNames(!listens.getAddress().isLoopbackAddress());
    }

    /** Who names nobody is a probe with HTTP/1.0, and no browser. */
    boolean allow(Headers request) {
        return any
                || request.getOrDefault("Host", List.of()).stream()
                        .allMatch(host -> LOCAL.matcher(host).matches());
    }
}
