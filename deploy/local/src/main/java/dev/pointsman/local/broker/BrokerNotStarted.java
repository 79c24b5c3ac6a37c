package dev.pointsman.local.broker;

/** A broker could not be started; the message says why and what to do about it. */
public final class BrokerNotStarted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerNotStarted(String message) {
        super(message);
    }

    BrokerNotStarted(String message, Throwable cause) {
        super(message, cause);
    }
}
