package dev.pointsman.worker.http;

import java.io.IOException;

/** A connection that the policy of the job does not allow. */
final class AddressRefused extends IOException {
    private static final long serialVersionUID = 1L;

    AddressRefused() {
        super("an address that is not public");
    }
}
