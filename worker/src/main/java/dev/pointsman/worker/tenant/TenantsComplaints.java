package dev.pointsman.worker.tenant;

import dev.pointsman.contracts.Wording;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Says what is wrong with a tenants file, and in which line: the parser speaks of our classes, and
 * names no place for a word it does not know. Immutable, so safe on every thread.
 */
final class TenantsComplaints {
    private static final Set<String> HIDDEN = Set.of("secrets", "credentials", "config", "env");
    private static final String NOT_UTF_8 = "java.io.CharConversionException: ";

    private static final String ALIAS = "while scanning an alias";

    /** Where, a line of the file, and a mark below it. */
    private static final Pattern EXCERPT =
            Pattern.compile("( in [^\\n]*, line \\d+, column \\d+):\\n[^\\n]*\\n *\\^");

    private final Path file;
    private final YamlPlaces places;

    TenantsComplaints(Path file, YamlPlaces places) {
        this.file = file;
        this.places = places;
    }

    /** Throws if there is an alias: what it would grant is not what its reader thinks. */
    void requireNoAlias() throws TenantsFileException {
        var alias = places.ofAlias().map(TenantsComplaints::shown);
        if (alias.isPresent()) {
            throw new TenantsFileException(
                    file
                            + alias.get()
                            + ": an alias (expected: what it stands for, written out; a pattern that"
                            + " begins with * in quotes)");
        }
    }

    /**
     * A fault of several words names the one that is wrong first, where it is one of the file's.
     */
    TenantsFileException about(PolicyFault fault) {
        var message = "" + fault.getMessage();
        var word = Stream.of(message.substring(0, Math.max(0, message.indexOf(": "))));
        var path = Stream.concat(fault.path().stream(), word).toList();
        return complaint(placeOf(path), fault.path(), message, fault);
    }

    TenantsFileException about(JacksonException e) {
        var path = pathOf(e);
        var place =
                Optional.ofNullable(e.getLocation())
                        .filter(at -> at.getLineNr() > 0)
                        .map(TenantsComplaints::shown)
                        .orElseGet(() -> placeOf(path));
        return complaint(place, path, reason(e), e);
    }

    private TenantsFileException complaint(
            String place, List<String> path, String reason, Exception cause) {
        var words = path.isEmpty() ? "" : Wording.printable(String.join(".", path)) + ": ";
        return new TenantsFileException(file + place + ": " + words + reason, cause);
    }

    private String reason(JacksonException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown -> unknownWord(unknown);
            case MismatchedInputException whole when whole.getPath().isEmpty() ->
                    "expected: one map, with the word tenants";
            case MismatchedInputException part -> mismatch(part);
            default -> unreadable(e);
        };
    }

    private String mismatch(MismatchedInputException e) {
        var expected = "expected: " + expected(e.getTargetType());
        return value(e).map(it -> Wording.quote(it) + " (" + expected + ")").orElse(expected);
    }

    private Optional<String> value(MismatchedInputException e) {
        if (!isOpen(e)) {
            return Optional.empty();
        }
        return e instanceof InvalidFormatException format
                ? Optional.of("" + format.getValue())
                : places.text(pathOf(e));
    }

    private static List<String> pathOf(JacksonException e) {
        return e.getPath().stream().map(TenantsComplaints::word).toList();
    }

    /** Of what may be a secret nothing is shown, though it stands where none should. */
    private static boolean isOpen(JacksonException e) {
        return pathOf(e).stream().noneMatch(HIDDEN::contains);
    }

    private static String unreadable(JacksonException e) {
        var reason = withoutExcerpts(e.getOriginalMessage());
        if (reason.startsWith(NOT_UTF_8)) {
            return reason.substring(NOT_UTF_8.length()) + " (expected: YAML, in UTF-8)";
        }
        return reason.startsWith(ALIAS)
                ? "a text that begins with * (expected: it in quotes)"
                : reason + " (expected: YAML)";
    }

    /** The parser shows the line it stumbled over, and a secret may stand there. */
    private static String withoutExcerpts(String reason) {
        return EXCERPT.matcher(reason.strip()).replaceAll("$1").replaceAll("\\s*\\R\\s*", "; ");
    }

    private static String unknownWord(UnrecognizedPropertyException unknown) {
        var known = names(unknown.getKnownPropertyIds());
        return "no such word ("
                + Wording.nearest(unknown.getPropertyName(), known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("expected one of: " + String.join(", ", known))
                + ")";
    }

    private static List<String> names(Collection<Object> ids) {
        return ids.stream().map(Object::toString).sorted().toList();
    }

    private static String expected(Class<?> type) {
        if (type == String.class) {
            return "a text, in quotes if it looks like a number";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        if (type == Double.class) {
            return "a number";
        }
        return Number.class.isAssignableFrom(type) ? "a whole number" : "a map";
    }

    private static String word(JacksonException.Reference step) {
        return Optional.ofNullable(step.getPropertyName())
                .orElseGet(() -> Integer.toString(step.getIndex()));
    }

    private String placeOf(List<String> path) {
        return places.of(path).map(TenantsComplaints::shown).orElse("");
    }

    private static String shown(TokenStreamLocation at) {
        return ":" + at.getLineNr() + ":" + at.getColumnNr();
    }
}
