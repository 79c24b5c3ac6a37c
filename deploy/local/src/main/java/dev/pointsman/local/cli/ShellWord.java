package dev.pointsman.local.cli;

import java.util.regex.Pattern;

/** Words of commands that are printed to be pasted. */
final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:/@%+=-]+");

    private ShellWord() {}

    /** The text as one word of a POSIX shell, whatever is in it. */
    static String of(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
