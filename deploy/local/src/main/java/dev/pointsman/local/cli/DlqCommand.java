package dev.pointsman.local.cli;

import picocli.CommandLine.Command;

/** Looks after jobs that failed. */
@Command(
        name = "dlq",
        description = "Lists dead letters, shows one, or has their jobs run again.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DlqListCommand.class, DlqShowCommand.class, DlqRetryCommand.class})
final class DlqCommand {}
