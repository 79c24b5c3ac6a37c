package dev.pointsman.worker.host;

import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.tenant.WebOrigin;
import java.util.List;

/**
 * An HTTP request as a guest words it: checked, and where it goes known apart from the rest, so
 * that nobody has to take an address apart again. Immutable, so safe on every thread.
 *
 * @param method in capitals
 * @param target the path and the query
 * @param headers the guest's own; none that the worker sets
 */
public record HttpQuestion(
        String method, WebOrigin origin, String target, List<HttpHeader> headers, Payload body) {
    public HttpQuestion {
        headers = List.copyOf(headers);
    }

    /** The headers are left out: a guest may have put a secret there. */
    @Override
    public String toString() {
        return method + " " + origin;
    }
}
