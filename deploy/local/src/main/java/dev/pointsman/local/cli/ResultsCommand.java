package dev.pointsman.local.cli;

import dev.pointsman.contracts.StoredResult;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.contracts.Wording;
import dev.pointsman.local.client.ResultReader;
import dev.pointsman.local.client.TopicReader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists results. */
@Command(
        name = "results",
        description = "Lists the results of jobs, a line each, oldest first in each partition.",
        mixinStandardHelpOptions = true)
final class ResultsCommand implements Callable<Integer> {
    private static final Duration AT_A_TIME = Duration.ofSeconds(1);

    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--follow", description = "Go on with those that come, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--tenant",
            converter = Converters.Tenant.class,
            description = "Only this tenant's.")
    private @Nullable TenantId tenant;

    @Option(
            names = "--payloads",
            description = "Show the values too, indented, what is not printable escaped.")
    private boolean payloads;

    @Override
    public Integer call() {
        try (var results =
                new ResultReader(
                        TopicReader.fromStart(cluster.cluster(), List.of(cluster.results())))) {
            // Whoever reads along may have gone: no use in going on.
            results.readWhile(result -> {
                show(result);
                return !System.out.checkError();
            });
            while (follow && !System.out.checkError()) {
                results.poll(AT_A_TIME).forEach(this::show);
            }
            return 0;
        }
    }

    private void show(StoredResult result) {
        if (tenant != null && !result.tenant().filter(tenant::equals).isPresent()) {
            return;
        }
        System.out.println(ResultLine.of(result));
        if (payloads) {
            // A tenant's own words may look like another's line, or be a terminal's commands.
            ResultLine.value(result)
                    .asText()
                    .lines()
                    .forEach(line -> System.out.println("  " + Wording.printable(line)));
        }
    }
}
