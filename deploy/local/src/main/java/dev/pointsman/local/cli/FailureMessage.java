package dev.pointsman.local.cli;

import dev.pointsman.contracts.Wording;
import dev.pointsman.local.broker.BrokerNotStarted;
import dev.pointsman.worker.FileFault;
import dev.pointsman.worker.kafka.UnfitCluster;
import dev.pointsman.worker.tenant.TenantsFileException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * What a failed command says: a sentence where the fault lies outside, the stack trace too where it
 * is ours.
 */
final class FailureMessage implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, ParseResult arguments) throws Exception {
        if (isOurs(failure)) {
            throw failure;
        }
        var said =
                ClusterTrouble.sentence(failure, brokers(command))
                        .orElseGet(() -> sentence(failure));
        command.getErr().println("pointsman: " + said);
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static Optional<String> brokers(CommandLine command) {
        return Optional.ofNullable(command.getCommandSpec().findOption("--bootstrap"))
                .map(option -> Wording.quote(String.valueOf(option.<Object>getValue())));
    }

    private static boolean isOurs(Exception failure) {
        return switch (failure) {
            case KafkaException _, UnfitCluster _, BrokerNotStarted _ -> false;
            case RuntimeException _ -> true;
            default -> false;
        };
    }

    private static String sentence(Exception failure) {
        return switch (failure) {
            case FileSystemException file -> FileFault.sentence(file);
            // It says all itself; what the parser says beyond it speaks of our classes.
            case TenantsFileException told -> "" + told.getMessage();
            default -> withCause(failure);
        };
    }

    private static String withCause(Exception failure) {
        var detail = "" + failure.getMessage();
        var cause = failure.getCause();
        return cause == null || detail.contains(firstLine(cause))
                ? detail
                : detail + " (" + firstLine(cause) + ")";
    }

    /** What libraries say beyond it is where, and seldom of use. */
    private static String firstLine(Throwable cause) {
        return ("" + cause.getMessage()).lines().findFirst().orElse("");
    }
}
