package dev.pointsman.worker.tenant;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a guest's HTTP requests may go. Immutable, so safe on every thread.
 *
 * @param origins the places it may ask
 * @param networks addresses it may reach although they are not public
 * @param credentials headers the worker adds for a place
 * @param caps how large bodies may be
 */
public record HttpGrant(
        List<WebOrigin> origins,
        List<IpRange> networks,
        Map<WebOrigin, Credential> credentials,
        HttpCaps caps) {
    /** Nowhere. */
    public static final HttpGrant NOWHERE =
            new HttpGrant(List.of(), List.of(), Map.of(), HttpCaps.USUAL);

    public HttpGrant {
        origins = List.copyOf(origins);
        networks = List.copyOf(networks);
        credentials = Map.copyOf(credentials);
    }

    /** Where both caps are said. */
    public HttpGrant(
            List<WebOrigin> origins,
            List<IpRange> networks,
            Map<WebOrigin, Credential> credentials,
            int maxRequestBytes,
            int maxResponseBytes) {
        this(origins, networks, credentials, HttpCaps.of(maxRequestBytes, maxResponseBytes));
    }

    /** How many bytes a request's body may have. */
    public int maxRequestBytes() {
        return caps.requestBytes();
    }

    /** How many bytes an answer's body may have, as it comes over the wire. */
    public int maxResponseBytes() {
        return caps.responseBytes();
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
        return origins.isEmpty() ? 0 : (long) maxRequestBytes() + maxResponseBytes();
    }

    /** All this grants, and all that more grants; of two caps that are said the wider one. */
    HttpGrant and(HttpGrant more) {
        var both = new HashMap<>(credentials);
        both.putAll(more.credentials);
        return new HttpGrant(
                joined(origins, more.origins),
                joined(networks, more.networks),
                both,
                caps.and(more.caps));
    }

    /** The same as it is in force for modules that are granted no more: with both caps said. */
    HttpGrant settled() {
        return new HttpGrant(origins, networks, credentials, maxRequestBytes(), maxResponseBytes());
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).distinct().toList();
    }
}
