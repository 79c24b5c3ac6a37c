package dev.pointsman.worker.tenant;

import dev.pointsman.contracts.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place in the tenants file: whatever cannot be read there is said with the words that lead to
 * it. Immutable, so safe on every thread.
 */
record Place(List<String> words) {
    static final Place TENANTS = new Place(List.of("tenants"));

    private static final Pattern MODULES = Pattern.compile("[a-z0-9*-]{1,63}");

    Place {
        words = List.copyOf(words);
    }

    /** The place behind these words. */
    Place at(String... more) {
        return new Place(Stream.concat(words.stream(), Stream.of(more)).toList());
    }

    /** What stands here. */
    <T> T read(Supplier<T> part) {
        try {
            return part.get();
        } catch (IllegalArgumentException e) {
            throw new PolicyFault("" + e.getMessage(), words.toArray(String[]::new));
        }
    }

    /** What each line of a list stands for; none where the list is left out. */
    <T> List<T> each(@Nullable List<@Nullable String> texts, Reader<T> reader) {
        return read(() ->
                or(texts, List.<@Nullable String>of()).stream()
                        .map(text -> reader.read(or(text, "")))
                        .toList());
    }

    /** A map whose values are all there. */
    <T> Map<String, T> entries(@Nullable Map<String, @Nullable T> map) {
        var present = new HashMap<String, T>();
        or(map, Map.<String, @Nullable T>of())
                .forEach((name, value) -> present.put(name, at(name).present(value)));
        return present;
    }

    List<NamePattern> patterns(@Nullable List<@Nullable String> texts) {
        return new ArrayList<>(each(texts, NamePattern::of));
    }

    /** Of names of modules: one that can be no module's would grant nothing, and say nothing. */
    List<NamePattern> modulePatterns(@Nullable List<@Nullable String> texts) {
        return new ArrayList<>(each(texts, Place::modulePattern));
    }

    static NamePattern modulePattern(String text) {
        if (!MODULES.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "pattern: "
                            + Wording.quote(text)
                            + " (expected: a module's name, of a-z, 0-9 and -, or one with *)");
        }
        return NamePattern.of(text);
    }

    static <T> T or(@Nullable T value, T otherwise) {
        return Optional.ofNullable(value).orElse(otherwise);
    }

    <T> T present(@Nullable T value) {
        return read(() ->
                Optional.ofNullable(value)
                        .orElseThrow(
                                () -> new IllegalArgumentException("no value (expected: one)")));
    }

    /** Makes something of a line. */
    @FunctionalInterface
    interface Reader<T> {
        T read(String text);
    }
}
