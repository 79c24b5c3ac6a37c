package dev.pointsman.local.cli;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What wrong usage is answered with: what is wrong, and where all that is right is told. The whole
 * of that would push the sentence off the screen.
 */
final class UsageMessage implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        var command = wrong.getCommandLine();
        var err = command.getErr();
        err.println("pointsman: " + wrong.getMessage());
        var _ = UnmatchedArgumentException.printSuggestions(wrong, err);
        if (isForWantOfACommand(wrong, command)) {
            command.usage(err);
        } else {
            err.println("see: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** Then the names of the commands are what is missing. */
    private static boolean isForWantOfACommand(ParameterException wrong, CommandLine command) {
        return !command.getSubcommands().isEmpty()
                && !(wrong instanceof UnmatchedArgumentException);
    }
}
