package dev.pointsman.it.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The programs of a command that has several, and which options each of them heeds: what another
 * would pass over is wrong usage. Immutable, so safe on every thread.
 */
public final class Programs {
    /** The options of the one that runs if no option asks for another. */
    private final Set<String> usual;

    private final List<Program> others;

    private Programs(Set<String> usual, List<Program> others) {
        this.usual = Set.copyOf(usual);
        this.others = List.copyOf(others);
    }

    /** One that an option asks for. */
    private record Program(String option, Set<String> heeded) {}

    /** One program so far. */
    public static Programs usual(String... options) {
        return new Programs(Set.of(options), List.of());
    }

    /**
     * And another.
     *
     * @param option what asks for it
     * @param heeded what it heeds besides
     */
    public Programs or(String option, String... heeded) {
        var more = new ArrayList<>(others);
        more.add(new Program(option, Set.of(heeded)));
        return new Programs(usual, more);
    }

    /** Refuses options that do not fit together. */
    public void check(CommandLine command) {
        var given =
                command.getParseResult().matchedOptions().stream()
                        .map(OptionSpec::longestName)
                        .collect(Collectors.toCollection(TreeSet::new));
        var asked = others.stream().filter(it -> given.contains(it.option())).toList();
        if (asked.size() > 1) {
            throw new ParameterException(
                    command,
                    words(asked)
                            + ": not at once (expected: one of "
                            + words(others)
                            + ", or none)");
        }
        asked.forEach(program -> given.remove(program.option()));
        given.removeAll(asked.isEmpty() ? usual : asked.getFirst().heeded());
        if (!given.isEmpty()) {
            throw new ParameterException(command, stray(given.first(), asked));
        }
    }

    private String stray(String option, List<Program> asked) {
        var with = others.stream().filter(it -> it.heeded().contains(option)).toList();
        var fitting =
                Stream.of(
                                usual.contains(option) ? "without it" : "",
                                with.isEmpty() ? "" : "with " + words(with))
                        .filter(it -> !it.isEmpty())
                        .collect(Collectors.joining(", or "));
        return "%s: not heeded %s (expected: %s)"
                .formatted(
                        option, asked.isEmpty() ? "by itself" : "beside " + words(asked), fitting);
    }

    private static String words(List<Program> programs) {
        return programs.stream().map(Program::option).collect(Collectors.joining(", "));
    }
}
