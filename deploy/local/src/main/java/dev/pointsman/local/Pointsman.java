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
        System.exit(PointsmanCommand.run(arguments));
    }
}
