package dev.pointsman.contracts;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/** How messages quote what they cannot trust, and suggest what may have been meant. Stateless. */
public final class Wording {
    private static final int QUOTED_CHARS = 80;
    private static final int ESCAPE_CHARS = 6;
    private static final int LISTED = 5;
    private static final int LONGEST_COMPARED = 100;

    private Wording() {}

    /**
     * The text in single quotes, at most 80 characters of it, made {@link #printable}, so that a
     * hostile name cannot forge a log line or a terminal sequence.
     */
    public static String quote(String text) {
        return "'" + cut(text) + "'";
    }

    /**
     * The first five of them, at most 80 characters of each, made {@link #printable}, and how many
     * more there are: a list of the tenants file may be as long as the file, and a message goes
     * into a result, a dead letter and the log.
     */
    public static String few(Collection<?> all) {
        var shown =
                all.stream()
                        .limit(LISTED)
                        .map(it -> cut(it.toString()))
                        .collect(Collectors.joining(", "));
        var more = all.size() - LISTED;
        return "[" + shown + (more > 0 ? " and " + more + " more]" : "]");
    }

    /**
     * The text with every character but printable ASCII and other letters and digits escaped as
     * {@code \\uXXXX}.
     */
    public static String printable(String text) {
        return printable(text, Integer.MAX_VALUE);
    }

    /** The same, cut where it would have more characters than that; never inside an escape. */
    public static String printable(String text, int maxChars) {
        var out = new StringBuilder(Math.min(text.length(), maxChars));
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (out.length() + (isPrintable(c) ? 1 : ESCAPE_CHARS) > maxChars) {
                break;
            }
            appendPrintable(out, c);
        }
        return out.toString();
    }

    /** The candidate nearest to the word, if one is near enough to have been meant. */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        if (word.length() > LONGEST_COMPARED) {
            return Optional.empty();
        }
        var allowed = Math.max(2, word.length() / 3);
        return candidates.stream()
                .filter(candidate -> distance(word, candidate) <= allowed)
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    private static String cut(String text) {
        return text.length() > QUOTED_CHARS
                ? printable(text.substring(0, QUOTED_CHARS)) + "…"
                : printable(text);
    }

    private static void appendPrintable(StringBuilder out, char c) {
        if (isPrintable(c)) {
            out.append(c);
        } else {
            out.append(String.format("\\u%04x", (int) c));
        }
    }

    private static boolean isPrintable(char c) {
        return (c >= ' ' && c <= '~') || Character.isLetterOrDigit(c);
    }

    /** Levenshtein's distance, in one row of its table. */
    private static int distance(String from, String to) {
        var row = new int[to.length() + 1];
        for (var column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (var line = 1; line <= from.length(); line++) {
            nextRow(row, from.charAt(line - 1), to, line);
        }
        return row[to.length()];
    }

    private static void nextRow(int[] row, char letter, String to, int line) {
        var diagonal = row[0];
        row[0] = line;
        for (var column = 1; column < row.length; column++) {
            var replaced = diagonal + (letter == to.charAt(column - 1) ? 0 : 1);
            diagonal = row[column];
            row[column] = Math.min(replaced, Math.min(row[column], row[column - 1]) + 1);
        }
    }
}
