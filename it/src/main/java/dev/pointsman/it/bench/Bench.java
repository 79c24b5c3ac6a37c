package dev.pointsman.it.bench;

import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The command {@code it/bench}. */
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(run(new BenchCommand(), arguments));
    }

    /** Runs a command of the benchmark, which speaks for itself: no log line, but of a defect. */
    public static int run(Object command, String... arguments) {
        // Read by logback.xml, so to be set before the first logger is made.
        System.setProperty("log.level", "ERROR");
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Bench::complain)
                .execute(arguments);
    }

    /** What a run itself says needs no stack trace; anything else is a defect, and gets one. */
    private static int complain(
            Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        if (failure instanceof BenchFailed) {
            System.err.println("it/bench: " + failure.getMessage());
        } else {
            LoggerFactory.getLogger(Bench.class).error("a defect of the benchmark", failure);
        }
        return 1;
    }
}
