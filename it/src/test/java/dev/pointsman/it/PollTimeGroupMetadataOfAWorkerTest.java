package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.local.broker.EmbeddedBroker;
import dev.pointsman.worker.Listeners;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.Worker;
import dev.pointsman.worker.context.Origin;
import dev.pointsman.worker.job.CancelledJobs;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.job.JobListener;
import dev.pointsman.worker.job.JobRun;
import dev.pointsman.worker.kafka.TransactionListener;
import dev.pointsman.worker.kafka.TransactionStep;
import dev.pointsman.worker.state.KeyStates;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The trap of {@link PollTimeGroupMetadataTest}, run through the worker's own intake: the group's
 * metadata must be that of the poll. A worker has a transaction open over two partitions, and goes
 * on polling; one of them is given to another worker, which runs its jobs and commits them. With
 * what the group says at commit time the broker would take the offsets of both from the first, and
 * only then would it notice that one is not its own any more.
 */
@ExtendWith(SharedBroker.class)
class PollTimeGroupMetadataOfAWorkerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** In each of the two partitions. */
    private static final int JOBS = 20;

    @AutoClose private final TestingWorld world;

    PollTimeGroupMetadataOfAWorkerTest(EmbeddedBroker broker, @TempDir Path folder) {
        world = TestingWorld.ofAcme(broker, folder, "modules: ['*']");
        world.makeJobsTopic(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"consumer", "classic"})
    void whoLostAPartitionIsRefusedByTheBrokerWhenItSendsItsOffset(String protocol)
            throws Exception {
        var first = new Held();
        var second = new Counted();
        try (var worker = start(protocol, 0, first, first, _ -> {})) {
            publish("warm-up", 1);
            await().atMost(PATIENCE).until(() -> world.allResults().size() == 2);
            assertThat(worker.isReady()).isTrue();

            first.hold();
            publish("job", JOBS);
            await().atMost(PATIENCE).until(first::isOpen);
            try (var _ = start(protocol, 1, new Ended(), (_, _) -> {}, second)) {
                await().atMost(PATIENCE).until(() -> second.committed.get() == JOBS);
                first.release();

                await().atMost(PATIENCE).until(() -> results().size() == 2 * JOBS + 2);
            }
        }

        assertThat(first.jobsHeld).as("jobs of both partitions").hasValueGreaterThan(JOBS);
        assertThat(first.steps())
                .startsWith(TransactionStep.BEGUN, TransactionStep.SENT, TransactionStep.ABORTED);
        assertThat(results())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(ids("warm-up", 1), ids("job", JOBS)).toList());
    }

    private Worker start(
            String protocol,
            int slot,
            JobRun jobs,
            TransactionListener transactions,
            JobListener listener)
            throws Exception {
        var config =
                world.config(
                        Map.of(
                                "pointsman.kafka.group.protocol",
                                protocol,
                                "pointsman.kafka.slot",
                                "" + slot,
                                "pointsman.concurrency",
                                "2",
                                // So that all that has ended joins the transaction.
                                "pointsman.kafka.commit-interval",
                                "PT10S",
                                "pointsman.kafka.transaction-timeout",
                                "PT30S"));
        return Main.startWith(
                config, jobs, new Listeners(List.of(listener), List.of(transactions)));
    }

    private void publish(String name, int jobs) {
        for (var partition = 0; partition < 2; partition++) {
            for (var i = 0; i < jobs; i++) {
                var id = name + "-" + partition + "-" + i;
                world.publish(partition, world.job(id, "acme", "any", ""));
            }
        }
    }

    private static Stream<String> ids(String name, int jobs) {
        return IntStream.range(0, 2)
                .boxed()
                .flatMap(partition ->
                        IntStream.range(0, jobs).mapToObj(i -> name + "-" + partition + "-" + i));
    }

    private List<String> results() {
        return world.allResults().stream().map(it -> it.id().value()).toList();
    }

    /** Jobs that end as soon as they have begun. */
    private static class Ended implements JobRun {
        private static final CancelledJobs ENDED =
                new CancelledJobs(InstantSource.system(), "urn:test");

        @Override
        public FinishedJob run(
                Origin origin,
                Optional<Payload> key,
                Reading<JobRequest> reading,
                KeyStates states) {
            return switch (reading) {
                case Reading.Accepted(var request) ->
                        ENDED.of(origin, request, ErrorCode.WITHDRAWN, "ended at once");
                case Reading.Rejected(var rejection) -> throw new AssertionError(rejection);
            };
        }
    }

    /** How many jobs of the second worker are committed. */
    private static final class Counted implements JobListener {
        private final AtomicInteger committed = new AtomicInteger();

        @Override
        public void jobsEnded(List<FinishedJob> jobs) {
            committed.addAndGet(jobs.size());
        }
    }

    /** Has a transaction wait until all jobs have ended, and before its offsets are sent. */
    private static final class Held extends Ended implements TransactionListener {
        private final CountDownLatch ended = new CountDownLatch(2 * JOBS);
        private final CountDownLatch open = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private final List<TransactionStep> steps = new CopyOnWriteArrayList<>();
        private final AtomicInteger jobsHeld = new AtomicInteger();
        private volatile boolean holds;

        void hold() {
            holds = true;
        }

        boolean isOpen() {
            return open.getCount() == 0;
        }

        void release() {
            released.countDown();
        }

        /** From the first that was held. */
        List<TransactionStep> steps() {
            return List.copyOf(steps);
        }

        @Override
        public FinishedJob run(
                Origin origin,
                Optional<Payload> key,
                Reading<JobRequest> reading,
                KeyStates states) {
            var end = super.run(origin, key, reading, states);
            if (holds) {
                ended.countDown();
            }
            return end;
        }

        @Override
        public void reached(TransactionStep step, int jobs) {
            if (!holds) {
                return;
            }
            steps.add(step);
            switch (step) {
                case BEGUN -> await(ended);
                case SENT -> {
                    jobsHeld.compareAndSet(0, jobs);
                    open.countDown();
                    await(released);
                }
                case OFFSETS_SENT, COMMITTED, ABORTED -> {}
            }
        }

        private static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
