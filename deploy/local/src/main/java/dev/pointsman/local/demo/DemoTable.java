package dev.pointsman.local.demo;

import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Wording;
import java.io.PrintStream;

/** The demo's table: a row a job. */
final class DemoTable {
    private static final String FORM = "%-25s %-9s %-14s %-8s %6s  %-16s  %s%n";
    private static final int SAYS_CHARS = 110;

    private final PrintStream out;

    DemoTable(PrintStream out) {
        this.out = out;
    }

    void head() {
        out.println();
        out.printf(FORM, "job", "tenant", "module", "outcome", "time", "published", "what it says");
    }

    void row(JobResult result, String published) {
        out.printf(
                FORM,
                result.id(),
                result.tenant().map(Object::toString).orElse("?"),
                result.module().map(module -> module.name().value()).orElse("?"),
                result.outcome().word(),
                result.execution().duration().toMillis() + " ms",
                published,
                says(result.outcome()));
    }

    private static String says(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded(var output) ->
                    cut(output.asText().lines().findFirst().orElse(""));
            case Outcome.Failed(var exitCode, var detail) ->
                    cut("exit " + exitCode + ": " + detail);
            case Outcome.Errored(var code, var detail) -> cut(code.code() + ": " + detail);
            case Outcome.Cancelled(var code, var detail) -> cut(code.code() + ": " + detail);
        };
    }

    private static String cut(String text) {
        var printable = Wording.printable(text);
        return printable.length() <= SAYS_CHARS
                ? printable
                : printable.substring(0, SAYS_CHARS) + "…";
    }
}
