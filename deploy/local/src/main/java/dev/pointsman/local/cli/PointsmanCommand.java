package dev.pointsman.local.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root of all commands. */
@Command(
        name = "pointsman",
        description = "Runs tenants' WebAssembly jobs off Kafka, exactly once.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            DevCommand.class,
            WorkerCommand.class,
            SubmitCommand.class,
            CancelCommand.class,
            ResultsCommand.class,
            DlqCommand.class,
            ReplayCommand.class,
            ModuleCommand.class,
            TenantsCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:ok", "1:failed", "2:wrong usage"})
public final class PointsmanCommand {
    private PointsmanCommand() {}

    /** Runs the command these arguments name; the exit code is 0, 1 or 2. */
    public static int run(String... arguments) {
        return new CommandLine(new PointsmanCommand())
                .setParameterExceptionHandler(new UsageMessage())
                .setExecutionExceptionHandler(new FailureMessage())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
    }
}
