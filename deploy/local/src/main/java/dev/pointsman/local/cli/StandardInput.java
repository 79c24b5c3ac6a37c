package dev.pointsman.local.cli;

import dev.pointsman.contracts.Payload;
import java.io.Console;
import java.io.IOException;
import java.util.Optional;

/** What is piped into a command, up to what any topic is likely to take. Stateless. */
final class StandardInput {
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    private StandardInput() {}

    /** All of it, to its end. */
    static Payload readAll() throws IOException {
        if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()) {
            System.err.println("reading the job's input from the terminal; Ctrl-D ends it");
        }
        var bytes = System.in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new IOException(
                    "standard input: more than "
                            + MAX_BYTES
                            + " bytes (expected: a job's input, which one record can hold)");
        }
        return Payload.takingOver(bytes);
    }
}
