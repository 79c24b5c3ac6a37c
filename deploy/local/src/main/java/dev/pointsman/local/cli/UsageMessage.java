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
            err.println("see: " + asCalled(command) + " --help");
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String asCalled(CommandLine command) {
        var spec = command.getCommandSpec();
        return LauncherName.word() + spec.qualifiedName().substring(spec.root().name().length());
    }

    /** Then the names of the commands are what is missing. */
    private static boolean isForWantOfACommand(ParameterException wrong, CommandLine command) {
        return !command.getSubcommands().isEmpty()
                && !(wrong instanceof UnmatchedArgumentException);
    }
}
