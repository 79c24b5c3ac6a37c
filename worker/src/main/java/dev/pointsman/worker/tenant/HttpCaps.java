package dev.pointsman.worker.tenant;

import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * How large the bodies of requests and answers may be, as far as somebody says so: what is said for
 * some modules would otherwise be lost beside what nobody has said. Immutable, so safe on every
 * thread.
 *
 * @param request of a request's body
 * @param response of an answer's body, as it comes over the wire
 */
public record HttpCaps(OptionalInt request, OptionalInt response) {
    /** Where nothing is said. */
    static final HttpCaps USUAL = new HttpCaps(OptionalInt.empty(), OptionalInt.empty());

    private static final int USUAL_REQUEST_BYTES = 256 * 1024;
    private static final int USUAL_RESPONSE_BYTES = 1024 * 1024;
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    public HttpCaps {
        request.ifPresent(bytes -> require("max-request-bytes", bytes));
        response.ifPresent(bytes -> require("max-response-bytes", bytes));
    }

    /** Both are said. */
    static HttpCaps of(int request, int response) {
        return new HttpCaps(OptionalInt.of(request), OptionalInt.of(response));
    }

    int requestBytes() {
        return request.orElse(USUAL_REQUEST_BYTES);
    }

    int responseBytes() {
        return response.orElse(USUAL_RESPONSE_BYTES);
    }

    /** Of two that are said the wider one, and of one the one that is. */
    HttpCaps and(HttpCaps more) {
        return new HttpCaps(wider(request, more.request), wider(response, more.response));
    }

    private static OptionalInt wider(OptionalInt one, OptionalInt other) {
        return IntStream.concat(one.stream(), other.stream()).max();
    }

    private static void require(String name, int bytes) {
        if (bytes < 1 || bytes > MOST_BYTES) {
            throw new IllegalArgumentException(
                    name + ": " + bytes + " (expected: 1 to " + MOST_BYTES + ")");
        }
    }
}
