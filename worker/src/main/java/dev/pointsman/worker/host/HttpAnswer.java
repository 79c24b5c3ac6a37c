package dev.pointsman.worker.host;

import dev.pointsman.contracts.Payload;
import java.util.List;

/** What came of an HTTP request. */
public sealed interface HttpAnswer {
    /** The other side answered. */
    record Answered(int status, List<HttpHeader> headers, Payload body) implements HttpAnswer {
        public Answered {
            headers = List.copyOf(headers);
        }
    }

    /** It did not, or not in a way that is of use. */
    record Failed(HttpFault fault) implements HttpAnswer {}
}
