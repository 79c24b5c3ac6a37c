package dev.pointsman.it;

import dev.pointsman.local.cli.PointsmanCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a command came to: its exit code, and what it wrote. Standard streams are the process's, so
 * one at a time.
 */
record CommandRun(int exitCode, String out, String err) {
    static CommandRun of(List<String> words) {
        return of("", words);
    }

    /** With this as its standard input. */
    static CommandRun of(String input, List<String> words) {
        var usualIn = System.in;
        var usualOut = System.out;
        var usualErr = System.err;
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        try {
            System.setIn(new ByteArrayInputStream(TestingWorld.bytes(input)));
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            var exitCode = PointsmanCommand.run(words.toArray(String[]::new));
            return new CommandRun(
                    exitCode,
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setIn(usualIn);
            System.setOut(usualOut);
            System.setErr(usualErr);
        }
    }
}
