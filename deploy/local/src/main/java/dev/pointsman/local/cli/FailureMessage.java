package dev.pointsman.local.cli;

import dev.pointsman.local.broker.BrokerNotStarted;
import dev.pointsman.worker.kafka.UnfitCluster;
import java.io.IOException;
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
        command.getErr().println("pointsman: " + sentence(failure));
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static boolean isOurs(Exception failure) {
        return switch (failure) {
            case KafkaException _, UnfitCluster _, BrokerNotStarted _ -> false;
            case RuntimeException _ -> true;
            default -> false;
        };
    }

    private static String sentence(Exception failure) {
        var cause = failure.getCause();
        var detail =
                failure instanceof IOException ? failure.toString() : "" + failure.getMessage();
        return cause == null || detail.contains("" + cause.getMessage())
                ? detail
                : detail + " (" + cause.getMessage() + ")";
    }
}
