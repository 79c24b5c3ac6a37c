package dev.pointsman.worker.tenant;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a guest's HTTP requests may go. Immutable, so safe on every thread.
 *
 * @param origins the places it may ask
 * @param networks addresses it may reach although they are not public
 * @param credentials headers the worker adds for a place
 * @param maxRequestBytes of a request's body
 * @param maxResponseBytes of an answer's body, as it comes over the wire
 */
public record HttpGrant(
        List<WebOrigin> origins,
        List<IpRange> networks,
        Map<WebOrigin, Credential> credentials,
        int maxRequestBytes,
        int maxResponseBytes) {
    private static final int DEFAULT_REQUEST_BYTES = 256 * 1024;
    private static final int DEFAULT_RESPONSE_BYTES = 1024 * 1024;
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    /** Nowhere. */
    public static final HttpGrant NOWHERE =
            new HttpGrant(
                    List.of(), List.of(), Map.of(), DEFAULT_REQUEST_BYTES, DEFAULT_RESPONSE_BYTES);

    public HttpGrant {
        origins = List.copyOf(origins);
        networks = List.copyOf(networks);
        credentials = Map.copyOf(credentials);
        require("max-request-bytes", maxRequestBytes);
        require("max-response-bytes", maxResponseBytes);
    }

    /** Whether a request may go there. */
    public boolean allows(WebOrigin origin) {
        return origins.contains(origin);
    }

    /** Whether the policy names a range this address is in. */
    public boolean names(InetAddress address) {
        return networks.stream().anyMatch(range -> range.contains(address));
    }

    /** What the worker adds to requests to this place. */
    public Optional<Credential> credentialFor(WebOrigin origin) {
        return Optional.ofNullable(credentials.get(origin));
    }

    /** What a call may hold of memory at once. */
    public long bytes() {
        return origins.isEmpty() ? 0 : (long) maxRequestBytes + maxResponseBytes;
    }

    /** All this grants, and all that more grants; of two caps the wider one. */
    HttpGrant and(HttpGrant more) {
        if (more.origins.isEmpty() && more.networks.isEmpty()) {
            return this;
        }
        var both = new HashMap<>(credentials);
        both.putAll(more.credentials);
        return new HttpGrant(
                joined(origins, more.origins),
                joined(networks, more.networks),
                both,
                Math.max(maxRequestBytes, more.maxRequestBytes),
                Math.max(maxResponseBytes, more.maxResponseBytes));
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private static void require(String name, int bytes) {
        if (bytes < 1 || bytes > MOST_BYTES) {
            throw new IllegalArgumentException(
                    name + ": " + bytes + " (expected: 1 to " + MOST_BYTES + ")");
        }
    }
}
