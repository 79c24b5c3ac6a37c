package dev.pointsman.local.cli;

import dev.pointsman.worker.Main;
import dev.pointsman.worker.config.ConfigException;
import dev.pointsman.worker.config.ConfigLoader;
import dev.pointsman.worker.tenant.LiveTenants;
import dev.pointsman.worker.tenant.TenantsFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says whether a tenants file is good, and what it comes to. */
@Command(
        name = "check",
        description = {
            "Says whether a worker would take a tenants file, and what it grants whom.",
            "Exits with 1 if not, and says in which line and why."
        },
        mixinStandardHelpOptions = true)
final class TenantsCheckCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "A tenants file (default: ${DEFAULT-VALUE}).")
    private Path file = Path.of("tenants.yaml");

    @Option(
            names = "--without-secrets",
            description = "Do not look for the secrets it refers to, which may be elsewhere.")
    private boolean withoutSecrets;

    @Override
    public Integer call() throws ConfigException, TenantsFileException {
        var limits = Main.limits(ConfigLoader.load(Optional.empty(), Map.of(), Map.of()).limits());
        var tenants =
                withoutSecrets
                        ? LiveTenants.withoutSecrets(file, limits)
                        : LiveTenants.open(file, limits).current();
        System.out.println(file + ": good, version " + tenants.version());
        new GrantsTable(Main.hostFunctions()).of(tenants).forEach(System.out::println);
        return 0;
    }
}
