package dev.pointsman.it.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The program behind {@code it/spec-suite}, which hands it a folder of converted files. */
public final class SpecCommand {
    private SpecCommand() {}

    public static void main(String[] arguments) throws IOException {
        // Read by logback.xml, so to be set before the first logger is made.
        System.setProperty("log.level", "OFF");
        if (arguments.length != 1) {
            System.err.println("usage: it/spec-suite FOLDER, with the suite's .wast files");
            System.exit(2);
        }
        Consumer<String> out = System.out::println;
        try (var run = new SpecRun(out);
                Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".json")).sorted().toList()) {
                run.run(file);
            }
            System.exit(run.sum() ? 0 : 1);
        }
    }
}
