package dev.pointsman.worker.tenant;

/** The tenants file cannot be used; the message names file, place and reason. */
public final class TenantsFileException extends Exception {
    private static final long serialVersionUID = 1L;

    TenantsFileException(String message) {
        super(message);
    }

    TenantsFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
