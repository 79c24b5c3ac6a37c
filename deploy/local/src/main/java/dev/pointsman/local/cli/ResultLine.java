package dev.pointsman.local.cli;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Wording;

/** A result as one line for people. */
final class ResultLine {
    private ResultLine() {}

    static String of(JobResult result) {
        return String.format(
                "%-24s %-10s %-16s %-8s %5d ms  %s",
                Wording.printable(result.id().value()),
                result.tenant().map(Object::toString).orElse("?"),
                result.module().map(module -> module.name().value()).orElse("?"),
                result.outcome().word(),
                result.execution().duration().toMillis(),
                remark(result.outcome()));
    }

    /** Why, or how much: never the payload itself. */
    static String remark(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded(var output) -> output.size() + " bytes";
            case Outcome.Failed(var exitCode, var detail) ->
                    "exit " + exitCode + ": " + Wording.printable(detail);
            case Outcome.Errored(var code, var detail) -> remark(code, detail);
            case Outcome.Cancelled(var code, var detail) -> remark(code, detail);
        };
    }

    private static String remark(ErrorCode code, String detail) {
        return code.code() + ": " + Wording.printable(detail);
    }
}
