package dev.pointsman.worker.http;

import dev.pointsman.worker.host.HttpFault;
import java.io.IOException;

/** An answer has more of something than a guest may be handed. */
final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    private final HttpFault fault;

    TooLarge(HttpFault fault) {
        super(fault.code());
        this.fault = fault;
    }

    HttpFault fault() {
        return fault;
    }
}
