package dev.pointsman.local.cli;

import dev.pointsman.contracts.JobCancel;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.contracts.Wording;
import dev.pointsman.local.client.JobPublisher;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Withdraws one job. */
@Command(
        name = "cancel",
        description = {
            "Ends a job that waits or runs: its result will be a cancel, of type withdrawn.",
            "One that has ended by then stays as it is. The command does not wait for either.",
            "Workers read it when they have read what is before it on its partition: with thousands of jobs unread between a job"
                    + " and its cancel, it comes too late. One with another key than the job's finds nobody."
        },
        mixinStandardHelpOptions = true)
final class CancelCommand implements Callable<Integer> {
    /** The source of what these commands publish. */
    static final String SOURCE = "urn:pointsman:cli";

    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--tenant",
            required = true,
            converter = Converters.Tenant.class,
            description = "Whose job.")
    private TenantId tenant = new TenantId("unset");

    @Option(
            names = "--id",
            required = true,
            converter = Converters.Id.class,
            description = "The job's id.")
    private JobId id = new JobId("unset");

    @Option(
            names = "--source",
            defaultValue = SOURCE,
            description = "The job's ce_source (default: that of submit, ${DEFAULT-VALUE}).")
    private String source = "";

    @Spec private CommandSpec spec = CommandSpec.create();

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Where where = new Where();

    @Override
    public Integer call() throws IOException {
        require(
                !source.isBlank() && source.chars().noneMatch(Character::isISOControl),
                "--source: "
                        + Wording.quote(source)
                        + " (expected: the job's ce_source, no control characters)");
        var topic = cluster.jobsOf(tenant);
        requirePartition(topic);
        try (var publisher = new JobPublisher(cluster.cluster(), topic)) {
            where.publish(publisher, new JobCancel(id, tenant, source));
        }
        System.err.println(
                "published: a cancel of job "
                        + id
                        + " of "
                        + tenant
                        + ", source "
                        + source
                        + "; if there is such a job "
                        + where.told()
                        + ", and it has not ended, its result will be a cancel, withdrawn");
        return 0;
    }

    private void requirePartition(String topic) throws IOException {
        require(where.partition >= 0, "--partition: " + where.partition + " (expected: 0 or more)");
        try (var destinations = new Destinations(cluster.cluster())) {
            var last = destinations.require(topic) - 1;
            require(
                    where.partition <= last,
                    "--partition: "
                            + where.partition
                            + " (expected: one that topic "
                            + topic
                            + " has, 0 to "
                            + last
                            + ")");
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    /** The command that withdraws this job. */
    static String line(JobRequest job, @Nullable String key, int partition) {
        return LauncherName.word()
                + " cancel --tenant "
                + job.tenant()
                + " --id "
                + ShellWord.of(job.id().value())
                + (key == null ? " --partition " + partition : " --key " + ShellWord.of(key));
    }

    /** Where the job is; a cancel is found there only. */
    static final class Where {
        @Option(names = "--key", description = "The job's key.")
        private @Nullable String key;

        @Option(
                names = "--partition",
                description = "The partition of a job that has no key, as submit tells it.")
        private int partition;

        /** What its job must have, or the cancel finds nobody, and nobody is told. */
        private String told() {
            return key == null
                    ? "without a key on partition " + partition
                    : "with the key " + Wording.quote(key);
        }

        private void publish(JobPublisher publisher, JobCancel cancel) {
            if (key == null) {
                publisher.publish(cancel, partition);
            } else {
                publisher.publish(cancel, Payload.ofUtf8(key));
            }
        }
    }
}
