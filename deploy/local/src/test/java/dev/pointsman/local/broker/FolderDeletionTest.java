package dev.pointsman.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder is deleted with all that is in it, and nothing that a link in it leads to. */
class FolderDeletionTest {
    private static final int FOLDERS = 50;
    private static final int FILES_IN_EACH = 20;

    @TempDir private Path temporary;

    @Test
    void whatALinkLeadsToStays() throws IOException {
        var kept = Files.writeString(temporary.resolve("kept"), "kept");
        var folder = Files.createDirectories(temporary.resolve("folder/inner"));
        Files.createSymbolicLink(folder.resolve("link"), kept);

        FolderDeletion.delete(temporary.resolve("folder"));

        assertThat(temporary.resolve("folder")).doesNotExist();
        assertThat(kept).hasContent("kept");
    }

    @Test
    void aFolderThatIsNotThereIsDeletedAlready() {
        assertThatCode(() -> FolderDeletion.delete(temporary.resolve("none")))
                .doesNotThrowAnyException();
    }

    /** As when a run is interrupted while it ends. */
    @Test
    void twoMayDeleteItAtOnce() throws Exception {
        var folder = filled(temporary.resolve("folder"));
        var both = new CyclicBarrier(2);
        Callable<Void> deletion =
                () -> {
                    both.await();
                    FolderDeletion.delete(folder);
                    return null;
                };

        try (var threads = Executors.newFixedThreadPool(2)) {
            var first = threads.submit(deletion);
            var second = threads.submit(deletion);
            first.get();
            second.get();
        }

        assertThat(folder).doesNotExist();
    }

    private static Path filled(Path folder) throws IOException {
        for (var i = 0; i < FOLDERS; i++) {
            var inner = Files.createDirectories(folder.resolve(Integer.toString(i)));
            for (var j = 0; j < FILES_IN_EACH; j++) {
                Files.createFile(inner.resolve(Integer.toString(j)));
            }
        }
        return folder;
    }
}
