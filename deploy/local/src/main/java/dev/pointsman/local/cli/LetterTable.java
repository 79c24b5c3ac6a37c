package dev.pointsman.local.cli;

import dev.pointsman.contracts.Wording;
import dev.pointsman.local.client.LetterSummary;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Dead letters as lines for people. Stateless. */
final class LetterTable {
    private static final String FORM = "%-10s %-20s %-28s %-10s %-16s %-19s %-9s %s";
    private static final int JOB_CHARS = 28;
    private static final int MESSAGE_CHARS = 80;

    private LetterTable() {}

    static List<String> of(List<LetterSummary> letters) {
        var lines = new ArrayList<String>();
        lines.add(
                String.format(
                        FORM,
                        "place",
                        "put aside",
                        "job",
                        "tenant",
                        "module",
                        "error",
                        "recorded",
                        "message"));
        letters.forEach(letter -> lines.add(line(letter)));
        return lines;
    }

    private static String line(LetterSummary letter) {
        return String.format(
                FORM,
                letter.place(),
                letter.writtenAt().truncatedTo(ChronoUnit.SECONDS),
                cut(letter.job(), JOB_CHARS),
                letter.tenant(),
                letter.module(),
                letter.error(),
                letter.recording(),
                cut(letter.message(), MESSAGE_CHARS));
    }

    private static String cut(String text, int chars) {
        var shown = Wording.printable(text);
        return shown.length() > chars ? shown.substring(0, chars - 1) + "…" : shown;
    }
}
