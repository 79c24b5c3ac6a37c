package dev.pointsman.it;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.it.chaos.process.Complaints;
import dev.pointsman.it.chaos.process.WorkerMain;
import dev.pointsman.it.chaos.process.WorkerProgram;
import dev.pointsman.it.chaos.process.WorkerSlot;
import dev.pointsman.local.broker.EmbeddedBroker;
import dev.pointsman.worker.kafka.TransactionStep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What jobs keep when the process they run in is killed: all that was committed, and no more. */
@ExtendWith(SharedBroker.class)
class KilledWorkersStateTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PACE = Duration.ofMillis(500);

    private final Complaints complaints = new Complaints();
    private final Path folder;
    @AutoClose private final TestingWorld world;

    KilledWorkersStateTest(EmbeddedBroker broker, @TempDir Path folder) {
        this.folder = folder;
        this.world = new TestingWorld(broker, folder);
    }

    @BeforeEach
    void acmeMayCount() {
        world.makeJobsTopic(1);
        world.tenants("tenants: { acme: { modules: [counter], capabilities: ['state/v1/*'] } }");
        world.module("counter");
    }

    @Test
    void theNextJobOfTheKeyReadsItOnAnotherWorker() throws Exception {
        try (var _ = worker(0)) {
            assertThat(text(world.run("acme", "counter", ""))).isEqualTo("1");
        }

        try (var _ = worker(1)) {
            assertThat(text(world.run("acme", "counter", ""))).isEqualTo("2");
        }
        assertThat(complaints.all()).isEmpty();
    }

    /** With all records of a job at the broker, before and after they count. */
    @ParameterizedTest
    @EnumSource(names = {"SENT", "COMMITTED"})
    void everyJobIsCountedOnceWhereverTheWorkerWasKilled(TransactionStep step) throws Exception {
        try (var worker = worker(0)) {
            var killed = new FutureTask<>(() -> killAt(step, worker));
            Thread.ofVirtual().start(killed);
            var jobs = publishUntil(killed);
            assertThat(killed.get()).as("killed at").isEqualTo(step);

            await().atMost(PATIENCE).until(() -> world.allResults().size() >= jobs);

            assertThat(answers()).isEqualTo(counted(jobs));
        }
        assertThat(complaints.all()).isEmpty();
    }

    /** Of each job what it said; two of one job are an error. */
    private Map<String, String> answers() {
        return world.allResults().stream()
                .collect(toMap(it -> it.id().value(), KilledWorkersStateTest::text));
    }

    private static Map<String, String> counted(int jobs) {
        return IntStream.rangeClosed(1, jobs)
                .mapToObj(Integer::toString)
                .collect(toMap(job -> "job-" + job, job -> job));
    }

    /** On a busy machine its next transaction may not come in time, and it is killed elsewhere. */
    private static TransactionStep killAt(TransactionStep step, WorkerSlot worker)
            throws InterruptedException {
        while (!worker.killAt(step)) {
            await().atMost(PATIENCE).until(worker::isReady);
        }
        return step;
    }

    /** Now and then one, as one transaction has to come; answers how many there are. */
    private int publishUntil(Future<?> end) {
        var jobs = new AtomicInteger();
        await().atMost(PATIENCE)
                .pollInterval(PACE)
                .until(() -> {
                    world.publish(
                            world.job("job-" + jobs.incrementAndGet(), "acme", "counter", ""));
                    return end.isDone();
                });
        return jobs.get();
    }

    /** A worker process that takes jobs; to close it is to kill it. */
    private WorkerSlot worker(int slot) throws InterruptedException {
        var program =
                new WorkerProgram(
                        WorkerMain.class,
                        Map.of(
                                "pointsman.kafka.bootstrap.servers", world.brokers(),
                                "pointsman.kafka.group", world.prefix() + "workers",
                                "pointsman.topics.prefix", world.prefix(),
                                "pointsman.modules.dir", world.modules().toString(),
                                "pointsman.tenants.file", world.tenants().toString()));
        var worker = WorkerSlot.start(slot, program, folder, complaints);
        assertThat(worker.awaitReady(PATIENCE)).as(worker + " is ready").isTrue();
        return worker;
    }

    private static String text(JobResult result) {
        return ((Outcome.Succeeded) result.outcome()).output().asText();
    }
}
