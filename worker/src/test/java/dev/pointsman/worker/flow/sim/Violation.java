package dev.pointsman.worker.flow.sim;

/** A promise was not kept. */
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1;

    Violation(String message) {
        super(message);
    }

    static void unless(boolean kept, String message) {
        if (!kept) {
            throw new Violation(message);
        }
    }
}
