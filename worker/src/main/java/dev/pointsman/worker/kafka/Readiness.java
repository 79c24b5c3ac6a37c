package dev.pointsman.worker.kafka;

import java.util.Optional;

/** Why the worker is not ready, if it is not. Safe on every thread. */
final class Readiness {
    private volatile Optional<String> trouble = Optional.of("starting");

    /** A sentence for an operator; none if all is well. */
    Optional<String> trouble() {
        return trouble;
    }

    void is(Optional<String> latest) {
        trouble = latest;
    }

    void isNot(String reason) {
        trouble = Optional.of(reason);
    }
}
