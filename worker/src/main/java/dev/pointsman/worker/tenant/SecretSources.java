package dev.pointsman.worker.tenant;

import dev.pointsman.contracts.Wording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where secrets come from: variables of the environment, and files. It remembers which files it has
 * read, so that one that is replaced is read again. Owned by one thread.
 */
final class SecretSources {
    /** As much as a key or a token takes, and some more. */
    private static final int MAX_BYTES = 16 * 1024;

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final UnaryOperator<@Nullable String> environment;
    private final boolean reads;
    private final Map<Path, Optional<Stamp>> files = new HashMap<>();

    private SecretSources(UnaryOperator<@Nullable String> environment, boolean reads) {
        this.environment = environment;
        this.reads = reads;
    }

    static SecretSources ofProcess() {
        return new SecretSources(name -> name == null ? null : System.getenv(name), true);
    }

    /** Where nothing is looked for: a file is checked elsewhere than where its secrets are. */
    static SecretSources unread() {
        return new SecretSources(_ -> "", false);
    }

    /** The secret a policy refers to, by one of these two. */
    Secret read(@Nullable String variable, @Nullable String file) {
        if (variable != null && file == null) {
            return ofVariable(variable);
        }
        if (file != null && variable == null) {
            return ofFile(path(file));
        }
        throw new IllegalArgumentException(
                "expected: either env, a variable of the environment, or file, a path");
    }

    /** The files that were read, as they were just before: one may have changed since. */
    Map<Path, Optional<Stamp>> files() {
        return Map.copyOf(files);
    }

    private Secret ofVariable(String name) {
        return Optional.ofNullable(environment.apply(name))
                .map(Secret::new)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "env: "
                                        + shown(name)
                                        + " (expected: a variable of the worker's environment)"));
    }

    private static String shown(Path file) {
        return Wording.printable(file.toString());
    }

    /** What does not look like the name of a variable may be the secret itself. */
    private static String shown(String name) {
        return VARIABLE.matcher(name).matches() ? Wording.quote(name) : "not shown";
    }

    private static Path path(String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException _) {
            throw new IllegalArgumentException(
                    "file: " + Wording.quote(file) + " (expected: a path)");
        }
    }

    private Secret ofFile(Path file) {
        if (!reads) {
            return new Secret("");
        }
        files.computeIfAbsent(file, Stamp::of);
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IllegalArgumentException(
                        "file: " + shown(file) + " (expected: at most " + MAX_BYTES + " bytes)");
            }
            return new Secret(withoutLineEnd(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "file: " + shown(file) + " (expected: a file that can be read)", e);
        }
    }

    /** Editors end a file with a line end; no token does. */
    private static String withoutLineEnd(String text) {
        var end = text.endsWith("\n") ? text.length() - 1 : text.length();
        return text.substring(0, end > 0 && text.charAt(end - 1) == '\r' ? end - 1 : end);
    }
}
