package dev.pointsman.local.cli;

import dev.pointsman.contracts.Payload;
import dev.pointsman.local.client.SavedLetter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one dead letter. */
@Command(
        name = "show",
        description = {
            "Shows a dead letter: its headers, why it was put aside, what was recorded.",
            "Its value is shown only if asked for."
        },
        mixinStandardHelpOptions = true)
final class DlqShowCommand implements Callable<Integer> {
    @Mixin private LetterCluster cluster = new LetterCluster();

    @Parameters(
            paramLabel = "LETTER",
            description = "partition:offset, the id of a job, or a saved file.")
    private String letter = "";

    @Option(names = "--value", description = "Write the job's value to standard output too.")
    private boolean value;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Save it with its recording, for 'pointsman replay FILE'.")
    private @Nullable Path file;

    @Override
    public Integer call() throws IOException {
        var found = cluster.findWithRecording(letter);
        if (found.isEmpty()) {
            return cluster.missed(letter);
        }
        show(found.get());
        if (file != null) {
            found.get().writeTo(file);
            System.err.println("saved to " + file);
        }
        return 0;
    }

    private void show(SavedLetter found) {
        LetterPage.of(found).forEach(System.out::println);
        if (value) {
            System.out.println();
            System.out.writeBytes(found.letter().value().orElse(Payload.EMPTY).toBytes());
            System.out.flush();
        }
    }
}
