package dev.pointsman.worker.module;

import dev.pointsman.contracts.ModuleDigest;
import java.io.IOException;
import java.nio.file.Path;

/** A file has another module in it than when it was found. */
final class ModuleChanged extends IOException {
    private static final long serialVersionUID = 1L;

    ModuleChanged(Path file, ModuleDigest found, ModuleDigest expected) {
        super(file + ": has changed to " + found + " (expected: " + expected + ")");
    }
}
