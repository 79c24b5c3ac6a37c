package dev.pointsman.local.cli;

import dev.pointsman.contracts.ModuleName;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.config.ConfigException;
import dev.pointsman.worker.config.ConfigLoader;
import dev.pointsman.worker.tenant.Limits;
import dev.pointsman.worker.tenant.LiveTenants;
import dev.pointsman.worker.tenant.Tenants;
import dev.pointsman.worker.tenant.TenantsFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says whether a tenants file is good, and what it comes to. */
@Command(
        name = "check",
        description = {
            "Says whether a worker would take a tenants file, and what it grants whom.",
            "Exits with 1 if not, and says in which line and why.",
            "Limits are told where they differ from the worker's, with the heap they come to."
        },
        mixinStandardHelpOptions = true)
final class TenantsCheckCommand implements Callable<Integer> {
    private static final int MIB = 1024 * 1024;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "A tenants file (default: ${DEFAULT-VALUE}).")
    private Path file = Path.of("tenants.yaml");

    @Option(
            names = "--without-secrets",
            description = "Do not look for the secrets it refers to, which may be elsewhere.")
    private boolean withoutSecrets;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The properties file of the worker that is to have it (default: no file, the usual settings).")
    private @Nullable Path config;

    @Option(
            names = "--module",
            paramLabel = "MODULE",
            converter = Converters.Name.class,
            description = "Tell what is in force for this module, for all and for some joined.")
    private @Nullable ModuleName module;

    @Override
    public Integer call() throws ConfigException, TenantsFileException {
        var worker = ConfigLoader.load(Optional.ofNullable(config), Map.of(), Map.of());
        var limits = Main.limits(worker.limits());
        var tenants =
                withoutSecrets
                        ? LiveTenants.withoutSecrets(file, limits)
                        : LiveTenants.open(file, limits).current();
        System.out.println(file + ": good, version " + tenants.version());
        table(tenants, limits).forEach(System.out::println);
        System.out.println(
                "a worker needs a heap of "
                        + Math.ceilDiv(Main.heapBytes(worker, tenants), MIB)
                        + " MiB for it");
        return 0;
    }

    private List<String> table(Tenants tenants, Limits limits) {
        var table = new GrantsTable(Main.hostFunctions(), limits);
        return module == null ? table.of(tenants) : table.of(tenants, module);
    }
}
