package dev.pointsman.local.cli;

import dev.pointsman.contracts.Event;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StoredResult;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.local.client.JobPublisher;
import dev.pointsman.local.client.ResultReader;
import dev.pointsman.local.client.TopicReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Publishes one job. */
@Command(
        name = "submit",
        description = {
            "Publishes a job whose input is read from standard input.",
            "With --wait the output goes to standard output, and a job that does not succeed exits with 1."
        },
        mixinStandardHelpOptions = true)
final class SubmitCommand implements Callable<Integer> {
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--tenant",
            required = true,
            converter = Converters.Tenant.class,
            description = "On whose behalf.")
    private TenantId tenant = new TenantId("unset");

    @Option(
            names = "--module",
            required = true,
            converter = Converters.Module.class,
            description = "What to run: a name, or name@sha256:<hex>.")
    private ModuleRef module = ModuleRef.named("unset");

    @Option(
            names = "--key",
            description = "Jobs with the same key run one after another (default: no key).")
    private @Nullable String key;

    @Option(
            names = "--id",
            converter = Converters.Id.class,
            description = "The job's id (default: a random one).")
    private @Nullable JobId id;

    @Option(names = "--function", description = "Handed to the guest as its second argument.")
    private @Nullable String function;

    @Option(names = "--content-type", description = "The media type of the input.")
    private @Nullable String contentType;

    @Option(
            names = "--type",
            defaultValue = "dev.pointsman.cli.submitted",
            description = "The CloudEvents type (default: ${DEFAULT-VALUE}).")
    private String type = "";

    @Option(names = "--wait", description = "Wait for the result.")
    private boolean wait;

    @Option(
            names = "--timeout",
            defaultValue = "PT30S",
            converter = Converters.Time.class,
            description = "How long to wait (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ZERO;

    @Override
    public Integer call() throws IOException {
        var job = job(StandardInput.readAll());
        return wait ? publishAndWait(job) : publish(job);
    }

    private int publish(JobRequest job) throws IOException {
        try (var publisher = publisher()) {
            var partition = publisher.publish(job, keyBytes());
            System.out.println(job.id());
            System.err.println("to withdraw it: " + withdrawal(job, partition));
            return 0;
        }
    }

    /** The reader stands at the end before the job is published, so it cannot miss the result. */
    private int publishAndWait(JobRequest job) throws IOException {
        try (var results =
                        new ResultReader(
                                TopicReader.fromEnd(
                                        cluster.cluster(), List.of(cluster.results())));
                var publisher = publisher()) {
            var partition = publisher.publish(job, keyBytes());
            return results.await(job, timeout)
                    .map(SubmitCommand::show)
                    .orElseGet(() -> missed(job, partition));
        }
    }

    private JobPublisher publisher() throws IOException {
        var topic = cluster.jobsOf(tenant);
        try (var destinations = new Destinations(cluster.cluster())) {
            destinations.require(topic);
        }
        return new JobPublisher(cluster.cluster(), topic);
    }

    private static int show(StoredResult result) {
        System.err.println(ResultLine.of(result));
        if (!isSuccess(result)) {
            return 1;
        }
        System.out.writeBytes(ResultLine.value(result).toBytes());
        System.out.flush();
        return 0;
    }

    private static boolean isSuccess(StoredResult stored) {
        return switch (stored) {
            case StoredResult.Known(var result) -> result.outcome() instanceof Outcome.Succeeded;
            case StoredResult.Newer newer -> newer.isSuccess();
        };
    }

    private String withdrawal(JobRequest job, int partition) {
        return CancelCommand.line(job, key, partition) + cluster.asGiven();
    }

    private int missed(JobRequest job, int partition) {
        System.err.println(
                "pointsman: no result of job "
                        + job.id()
                        + " within "
                        + timeout
                        + " (is a worker running? the job is published, and its result will come: "
                        + cluster.line("results")
                        + "; to withdraw it: "
                        + withdrawal(job, partition)
                        + ")");
        return 1;
    }

    private JobRequest job(Payload input) {
        try {
            return asAsked(input);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "" + e.getMessage());
        }
    }

    private JobRequest asAsked(Payload input) {
        var plain = Event.of(CancelCommand.SOURCE, type);
        var event = Optional.ofNullable(contentType).map(plain::withContentType).orElse(plain);
        var name = Optional.ofNullable(id).orElseGet(() -> new JobId(UUID.randomUUID().toString()));
        var job = JobRequest.of(name, tenant, module, event, input);
        return Optional.ofNullable(function).map(job::withFunction).orElse(job);
    }

    private Optional<Payload> keyBytes() {
        return Optional.ofNullable(key).map(Payload::ofUtf8);
    }
}
