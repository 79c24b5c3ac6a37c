package dev.pointsman.local.cli;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.ErrorType;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.local.client.LetterSummary;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters a command is about. */
final class LetterFilter {
    @Option(
            names = "--tenant",
            converter = Converters.Tenant.class,
            description = "Only this tenant's.")
    private @Nullable TenantId tenant;

    @Option(names = "--module", description = "Only of this module.")
    private @Nullable String module;

    @Option(
            names = "--error",
            paramLabel = "TYPE",
            converter = Converters.Reason.class,
            description = "Only of this error, such as guest-trap, or guest-exit for failures.")
    private @Nullable ErrorType error;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Converters.Moment.class,
            description = "Only those put aside then or later, such as 2026-11-25T13:00:00Z.")
    private @Nullable Instant since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = Converters.Moment.class,
            description = "Only those put aside before.")
    private @Nullable Instant until;

    boolean isSet() {
        return tenant != null || module != null || error != null || since != null || until != null;
    }

    /** What may be wrong with it, where nothing was found. */
    Optional<String> doubt() {
        return Optional.ofNullable(error)
                .filter(it -> ErrorCode.of(it.value()).isEmpty())
                .map(it -> {
                    var known = Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList();
                    return "pointsman: no dead letter has error "
                            + it
                            + ", which this version does not know (it knows "
                            + known
                            + ")";
                });
    }

    boolean accepts(LetterSummary letter) {
        return (tenant == null || letter.tenant().equals(tenant.value()))
                && (module == null || letter.module().equals(module))
                && (error == null || letter.error().equals(error.value()))
                && (since == null || !letter.writtenAt().isBefore(since))
                && (until == null || letter.writtenAt().isBefore(until));
    }
}
