package dev.pointsman.local.cli;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.ErrorType;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.JobResultCodec;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StoredResult;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.contracts.Wording;
import java.util.Optional;

/** A result as one line for people. */
final class ResultLine {
    private ResultLine() {}

    static String of(StoredResult stored) {
        return switch (stored) {
            case StoredResult.Known(var result) -> of(result);
            case StoredResult.Newer newer -> of(newer);
        };
    }

    static String of(JobResult result) {
        var millis = result.execution().duration().toMillis();
        return who(result.id(), result.tenant(), result.module())
                + String.format(
                        "%-8s %5d ms  %s",
                        result.outcome().word(), millis, remark(result.outcome()));
    }

    /** What is known of it, and at the end what is not, so that nobody takes it for all. */
    private static String of(StoredResult.Newer newer) {
        var word = newer.outcome().map(Wording::printable).orElse("?");
        var remark = newer.isSuccess() ? newer.value().size() + " bytes" : remark(newer);
        return who(newer.id(), newer.tenant(), newer.module())
                + String.format("%-8s     ? ms  %s (%s)", word, remark, newer.why());
    }

    private static String remark(StoredResult.Newer newer) {
        return newer.error().map(ErrorType::value).orElse("?")
                + ": "
                + newer.detail().map(Wording::printable).orElse("?");
    }

    private static String who(JobId id, Optional<TenantId> tenant, Optional<ModuleRef> module) {
        return String.format(
                "%-24s %-10s %-16s ",
                Wording.printable(id.value()),
                tenant.map(Object::toString).orElse("?"),
                module.map(it -> it.name().value()).orElse("?"));
    }

    /** What its record has as its value. */
    static Payload value(StoredResult stored) {
        return switch (stored) {
            case StoredResult.Known(var result) -> JobResultCodec.value(result);
            case StoredResult.Newer newer -> newer.value();
        };
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
