package dev.pointsman.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;

/**
 * What a worker's image is made of, each file with its digest. Tests of an image of yesterday's
 * code would say nothing of today's. Immutable.
 */
record ImageInputs(Map<String, String> digests) {
    private static final String LIST = "/opt/pointsman/inputs.sha256";
    private static final Path IMAGES = Path.of("../deploy/image");
    private static final Path LIBRARIES = IMAGES.resolve("target/app/lib");

    ImageInputs {
        digests = Map.copyOf(digests);
    }

    /** As the image says itself; nothing, if it was made before images said so. */
    static ImageInputs of(String image) {
        try (var printing =
                new GenericContainer<>(image)
                        .withCreateContainerCmdModifier(it -> it.withEntrypoint("cat", LIST))
                        .withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
            printing.start();
            return new ImageInputs(
                    printing.getLogs()
                            .lines()
                            .map(line -> line.split(" +", 2))
                            .collect(Collectors.toMap(it -> it[1], it -> it[0])));
        } catch (ContainerLaunchException _) {
            return new ImageInputs(Map.of());
        }
    }

    /** Those of an image that is made now. */
    static ImageInputs now() throws IOException {
        try (var libraries = Files.list(LIBRARIES)) {
            var files =
                    Stream.concat(
                            Stream.of("Dockerfile", "jvm.options", "logback.xml")
                                    .map(IMAGES::resolve),
                            libraries);
            return new ImageInputs(
                    files.collect(Collectors.toMap(ImageInputs::name, ImageInputs::digest)));
        }
    }

    /** The first file that one has and the other has not, or has with other content. */
    Optional<String> difference(ImageInputs other) {
        var names = new TreeSet<>(digests.keySet());
        names.addAll(other.digests.keySet());
        return names.stream().filter(name -> !digest(name).equals(other.digest(name))).findFirst();
    }

    private Optional<String> digest(String name) {
        return Optional.ofNullable(digests.get(name));
    }

    /** As the image's list has it. */
    private static String name(Path file) {
        var name = file.getFileName().toString();
        return file.startsWith(LIBRARIES) ? "lib/" + name : name;
    }

    private static String digest(Path file) {
        try {
            var bytes = Files.readAllBytes(newest(file));
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Jars of ours may have been built without being gathered for an image. */
    private static Path newest(Path file) {
        return Stream.of("contracts", "worker")
                .map(module -> Path.of("..", module, "target").resolve(file.getFileName()))
                .filter(Files::exists)
                .findFirst()
                .orElse(file);
    }
}
