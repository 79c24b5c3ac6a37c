package dev.pointsman.local;

import dev.pointsman.local.cli.PointsmanCommand;
import java.util.Set;

/** The command {@code pointsman}. */
public final class Pointsman {
    /**
     * Commands that are there to be watched; the others show their results, and only what goes
     * wrong.
     */
    private static final Set<String> WATCHED = Set.of("dev", "worker");

    private Pointsman() {}

    public static void main(String[] arguments) {
        if (arguments.length == 0 || !WATCHED.contains(arguments[0])) {
            // Read by logback.xml, so to be set before the first logger is made.
            System.setProperty("log.level", System.getProperty("log.level", "ERROR"));
        }
        if (arguments.length > 0 && arguments[0].equals("worker")) {
            // Alone with a cluster of somebody else's, it is news when a broker does not answer.
            System.setProperty("clients.level", "WARN");
        }
        System.exit(allWritten(PointsmanCommand.run(arguments)));
    }

    /** A disk that is full, or a reader that has gone, is told by nothing else. */
    private static int allWritten(int exitCode) {
        if (System.out.checkError()) {
            System.err.println("pointsman: standard output: not all of it could be written");
            return Math.max(1, exitCode);
        }
        return exitCode;
    }
}
