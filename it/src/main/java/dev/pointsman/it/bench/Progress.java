package dev.pointsman.it.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells whoever waits for a run what it is at. Owned by one thread. */
public final class Progress {
    private static final double MILLIS_A_SECOND = 1000;

    private final PrintStream out;
    private final long startNanos = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    public void at(String form, Object... arguments) {
        var since = Duration.ofNanos(System.nanoTime() - startNanos);
        out.printf(Locale.ROOT, "%6.1f s  ", since.toMillis() / MILLIS_A_SECOND);
        out.printf(Locale.ROOT, form + "%n", arguments);
    }
}
