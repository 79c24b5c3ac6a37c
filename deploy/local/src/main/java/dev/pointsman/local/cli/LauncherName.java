package dev.pointsman.local.cli;

/** How the command was called, so that a line that is printed to be copied can be. */
final class LauncherName {
    /** Set by the script {@code pointsman}, which nobody need have on the path. */
    private static final String PROPERTY = "launcher.command";

    private LauncherName() {}

    /** As a word of the shell. */
    static String word() {
        return ShellWord.of(System.getProperty(PROPERTY, "pointsman"));
    }
}
