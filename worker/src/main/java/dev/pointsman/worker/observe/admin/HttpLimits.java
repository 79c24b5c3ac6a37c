package dev.pointsman.worker.observe.admin;

import java.time.Duration;
import java.util.Map;

/**
 * What one visitor may take of the admin port. The JDK's server is given these by system properties
 * only, once for all servers of the process, when the first of them is made.
 */
final class HttpLimits {
    /** Each has a thread while it is answered, and none after that: answers close it. */
    static final int MAX_CONNECTIONS = 64;

    /** From the first byte of a request to its last. */
    private static final Duration REQUEST = Duration.ofSeconds(5);

    /** Longer than the longest answer, which is a stream of events. */
    private static final Duration ANSWER = Events.LASTS.plusSeconds(10);

    private static final Map<String, String> PROPERTIES =
            Map.of(
                    "jdk.httpserver.maxConnections", "" + MAX_CONNECTIONS,
                    "sun.net.httpserver.maxReqTime", "" + REQUEST.toSeconds(),
                    "sun.net.httpserver.maxRspTime", "" + ANSWER.toSeconds(),
                    "sun.net.httpserver.maxReqHeaders", "50",
                    "sun.net.httpserver.maxReqHeaderSize", "8192",
                    "sun.net.httpserver.maxIdleConnections", "8",
                    "sun.net.httpserver.idleInterval", "5",
                    "sun.net.httpserver.drainAmount", "1024",
                    "sun.net.httpserver.nodelay", "true");

    private HttpLimits() {}

    /** Where the process says otherwise, that holds. */
    static void apply() {
        PROPERTIES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
