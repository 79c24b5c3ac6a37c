package dev.pointsman.worker.observe.admin;

import dev.pointsman.contracts.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A file of the page, as it lies in the jar. Stateless. */
final class StaticFile {
    private StaticFile() {}

    static Answer read(String name, String type) {
        try (var in = StaticFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return new Answer(
                    Answer.OK, type + "; charset=utf-8", Payload.takingOver(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
