package dev.pointsman.it.bench.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a child is started: everyone on this JVM's class path, with the same flags and the same heap.
 * Immutable, so safe on every thread.
 *
 * @param heap of every child, such as 512m
 * @param temporary where children put what they do not keep
 * @param recordings where flight recordings go, if there are to be any
 */
public record JavaCommand(String heap, Path temporary, Optional<Path> recordings) {
    private static final String CLASS_PATH = "-cp";

    /** Those of ./pointsman worker. */
    private static final List<String> FLAGS =
            List.of(
                    "-XX:-DontCompileHugeMethods",
                    "-XX:+UseSerialGC",
                    "-Xlog:disable",
                    "-Xlog:all=error:stderr",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Dlogback.configurationFile=logback-bench.xml");

    /** The line that starts this role; the name tells recordings apart. */
    List<String> line(String mainClass, String name, List<String> arguments) {
        return line(System.getProperty("java.class.path"), mainClass, name, arguments);
    }

    /** The same with other flags of the JVM; of two that contradict each other these count. */
    List<String> line(List<String> flags, String mainClass, String name, List<String> arguments) {
        var line = line(mainClass, name, arguments);
        line.addAll(line.indexOf(CLASS_PATH), flags);
        return line;
    }

    /** The same with a class path of its own. */
    List<String> line(String classPath, String mainClass, String name, List<String> arguments) {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(FLAGS);
        line.add("-Xms" + heap);
        line.add("-Xmx" + heap);
        line.add("-Djava.io.tmpdir=" + temporary);
        recordings.ifPresent(folder -> line.add(recording(folder, name)));
        line.add(CLASS_PATH);
        line.add(classPath);
        line.add(mainClass);
        line.addAll(arguments);
        return line;
    }

    private static String recording(Path folder, String name) {
        return "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                + folder.resolve(name + ".jfr");
    }
}
