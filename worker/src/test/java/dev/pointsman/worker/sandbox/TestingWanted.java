package dev.pointsman.worker.sandbox;

/** A job that is ours until it is withdrawn. Safe on every thread. */
final class TestingWanted implements Wanted {
    private volatile boolean withdrawn;

    void withdraw() {
        withdrawn = true;
    }

    @Override
    public boolean isOurs() {
        return true;
    }

    @Override
    public boolean isWithdrawn() {
        return withdrawn;
    }
}
