package dev.pointsman.worker.tenant;

import java.util.List;

/**
 * Reads what a module says it needs: the name of a capability, or a pattern, in every line; a line
 * that begins with {@code #} is for people. Stateless.
 */
public final class Requested {
    /** More is no list of names. */
    public static final int MAX_BYTES = 16 * 1024;

    /** Far more than there are: each is an object of its own, however short its line. */
    public static final int MAX_NAMES = 256;

    private static final String COMMENT = "#";
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private Requested() {}

    /** The capabilities of this text; a module that says so needs none besides. */
    public static List<NamePattern> in(String text) {
        return text.replaceFirst("^" + BYTE_ORDER_MARK, "")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith(COMMENT))
                .map(NamePattern::of)
                .toList();
    }
}
