package dev.pointsman.it.chaos;

import java.io.PrintStream;
import java.util.Locale;

/** Says what happens in a run, and when. Safe on every thread. */
public final class RunLog {
    private final PrintStream out;
    private final long startNanos = System.nanoTime();

    public RunLog(PrintStream out) {
        this.out = out;
    }

    public void say(String line) {
        var seconds = (System.nanoTime() - startNanos) / 1e9;
        out.println(String.format(Locale.ROOT, "%7.1f s  %s", seconds, line));
    }
}
