package dev.pointsman.worker.testing;

import dev.pointsman.contracts.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The ready-made guests of {@code contracts/guests}. */
public final class Guests {
    private static final Path FOLDER = Path.of("../contracts/guests");

    private Guests() {}

    /** One of the small guests for tests, such as {@code echo}. */
    public static Payload testing(String name) {
        return read(FOLDER.resolve("testing").resolve(name + ".wasm"));
    }

    /** One of the examples, made by a stock toolchain. */
    public static Payload example(String name) {
        return read(FOLDER.resolve("wasm").resolve(name + ".wasm"));
    }

    private static Payload read(Path file) {
        try {
            return Payload.takingOver(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
