package dev.pointsman.local.cli;

import dev.pointsman.contracts.Event;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.OfflineRunner;
import dev.pointsman.worker.config.ConfigException;
import dev.pointsman.worker.effects.Publication;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.state.StateWrite;
import dev.pointsman.worker.tenant.Limits;
import dev.pointsman.worker.tenant.LiveTenants;
import dev.pointsman.worker.tenant.NamePattern;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.tenant.Tenants;
import dev.pointsman.worker.tenant.TenantsFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a module once, by the worker's own path. */
@Command(
        name = "run",
        description = {
            "Runs a module once, without Kafka: standard input is the job's input, standard output its result.",
            "What it logs, would publish and would keep as state goes to standard error."
        },
        mixinStandardHelpOptions = true)
final class ModuleRunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A .wasm file.")
    private Path file = Path.of("");

    @Option(
            names = "--tenant",
            converter = Converters.Tenant.class,
            description = "On whose behalf (default: ${DEFAULT-VALUE}).")
    private TenantId tenant = new TenantId("local");

    @Option(
            names = "--tenants",
            paramLabel = "FILE",
            description =
                    "Run under this file's policy (default: all is granted but HTTP, secrets, counters).")
    private @Nullable Path tenants;

    @Option(
            names = "--config",
            paramLabel = "KEY=VALUE",
            description = "What config_get answers; may be repeated.")
    private Map<String, String> config = Map.of();

    @Option(names = "--function", description = "Handed to the guest as its second argument.")
    private @Nullable String function;

    @Option(
            names = "--key",
            description = "The record's key. Without one a job has no state; with one it is empty.")
    private @Nullable String key;

    @Override
    public Integer call()
            throws IOException, InterruptedException, ConfigException, TenantsFileException {
        var finished = OfflineRunner.run(file, job(), key(), tenants());
        finished.lines().forEach(line -> System.err.println(line.level() + " " + line.text()));
        finished.publications().forEach(ModuleRunCommand::show);
        finished.state().writes().forEach(ModuleRunCommand::show);
        System.err.println(ResultLine.of(finished.result()));
        return exitCode(finished);
    }

    private static int exitCode(FinishedJob finished) {
        if (finished.result().outcome() instanceof Outcome.Succeeded(var output)) {
            System.out.writeBytes(output.toBytes());
            System.out.flush();
            return 0;
        }
        return 1;
    }

    private static void show(Publication publication) {
        System.err.println(
                "would publish to "
                        + publication.topic()
                        + ": "
                        + publication.type()
                        + ", "
                        + publication.value().size()
                        + " bytes");
    }

    private static void show(StateWrite write) {
        System.err.println(
                write.value()
                        .map(value -> "would set " + write.name() + ": " + value.size() + " bytes")
                        .orElseGet(() -> "would delete " + write.name()));
    }

    private Optional<Payload> key() {
        return Optional.ofNullable(key).map(Payload::ofUtf8);
    }

    private JobRequest job() throws IOException {
        var input = StandardInput.readAll();
        var event = Event.of("urn:pointsman:cli", "dev.pointsman.cli.run");
        var module = ModuleRef.named(nameOf(file));
        var job = JobRequest.of(new JobId("offline"), tenant, module, event, input);
        return Optional.ofNullable(function).map(job::withFunction).orElse(job);
    }

    /** A file may have any name; a module may not. */
    private static String nameOf(Path file) {
        var name = Optional.ofNullable(file.getFileName()).map(Path::toString).orElse("");
        var stem = name.replaceFirst("\\.wasm$", "");
        return stem.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?") ? stem : "module";
    }

    private Tenants tenants() throws ConfigException, TenantsFileException {
        var defaults = Main.defaultLimits();
        return tenants == null
                ? everythingGranted(defaults)
                : LiveTenants.open(tenants, defaults).current();
    }

    private Tenants everythingGranted(Limits limits) {
        var all = List.of(NamePattern.of("*"));
        var policy = new Policy(tenant, "local", all, all, all, limits, config, Map.of());
        return new Tenants(policy.version(), Map.of(tenant, policy));
    }
}
