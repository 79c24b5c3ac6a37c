package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.local.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers come and go; every job gets its one result. */
@ExtendWith(SharedBroker.class)
class RestartTest {
    private static final int JOBS = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(strings = {"consumer", "classic"})
    void aWorkerThatIsReplacedLeavesNothingUndoneAndNothingDoneTwice(
            String protocol, EmbeddedBroker broker, @TempDir Path folder) throws Exception {
        try (var world = new TestingWorld(broker, folder)) {
            world.tenants("tenants: { acme: { modules: ['*'] } }");
            world.module("echo");
            var settings =
                    Map.of(
                            "pointsman.kafka.group.protocol",
                            protocol,
                            "pointsman.kafka.max-batch",
                            "20");
            var ids =
                    IntStream.range(0, JOBS)
                            .mapToObj(i -> new JobId("job-" + i))
                            .collect(Collectors.toSet());

            try (var _ = world.startWorker(settings)) {
                ids.forEach(id -> world.publish(world.job(id.value(), "acme", "echo", id.value())));
            }
            try (var _ = world.startWorker(settings)) {
                awaitAll(world, ids.size());
            }

            assertThat(world.allResults())
                    .extracting(JobResult::id)
                    .containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    private static void awaitAll(TestingWorld world, int count) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        var seen = new HashSet<JobId>();
        while (seen.size() < count && System.nanoTime() - end < 0) {
            world.allResults().forEach(result -> seen.add(result.id()));
        }
    }
}
