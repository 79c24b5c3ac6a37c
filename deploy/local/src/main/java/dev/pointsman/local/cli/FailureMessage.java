package dev.pointsman.local.cli;

import dev.pointsman.local.broker.BrokerNotStarted;
import dev.pointsman.worker.FileFault;
import dev.pointsman.worker.kafka.ClusterTrouble;
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
    private static final String BOOTSTRAP = "--bootstrap";

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, ParseResult arguments) throws Exception {
        if (isOurs(failure)) {
            throw failure;
        }
        var said =
                cluster(command)
                        .flatMap(trouble -> trouble.sentence(failure))
                        .orElseGet(() -> sentence(failure));
        command.getErr().println("pointsman: " + said);
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** That of a command which is told one. */
    private static Optional<ClusterTrouble> cluster(CommandLine command) {
        return Optional.ofNullable(command.getCommandSpec().findOption(BOOTSTRAP))
                .map(option -> String.valueOf(option.<Object>getValue()))
                .map(brokers -> new ClusterTrouble(brokers, BOOTSTRAP, "--security-file"));
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
