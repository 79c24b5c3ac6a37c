package dev.pointsman.local.cli;

import picocli.CommandLine.Command;

/** Looks at modules, without Kafka. */
@Command(
        name = "module",
        description = "Looks at a module, or runs it, without Kafka.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ModuleInspectCommand.class, ModuleRunCommand.class})
final class ModuleCommand {}
