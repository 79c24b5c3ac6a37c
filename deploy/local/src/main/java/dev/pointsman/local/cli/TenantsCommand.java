package dev.pointsman.local.cli;

import picocli.CommandLine.Command;

/** Looks at tenants files, without Kafka. */
@Command(
        name = "tenants",
        description = "Looks at a tenants file, without Kafka.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {TenantsCheckCommand.class})
final class TenantsCommand {}
