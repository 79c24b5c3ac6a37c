package dev.pointsman.worker.module;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Says what stands in a folder. */
@FunctionalInterface
interface Folders {
    List<Path> entriesOf(Path folder) throws IOException;

    /**
     * As the file system has it. Links are followed, and none of them in circles, as nobody looks
     * deeper than modules lie. Kubernetes mounts files as links into a folder {@code ..data},
     * itself a link, which it exchanges when they change; that is no name of a tenant, so they are
     * found once.
     */
    static List<Path> onDisk(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
