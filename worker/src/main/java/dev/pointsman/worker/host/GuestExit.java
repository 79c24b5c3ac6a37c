package dev.pointsman.worker.host;

/** The guest ends itself with an exit code. Thrown on its stack, caught at the sandbox's edge. */
public final class GuestExit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    public GuestExit(int code) {
        super("exit " + code, null, false, false);
        this.code = code;
    }

    public int code() {
        return code;
    }
}
