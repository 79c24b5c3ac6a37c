package dev.pointsman.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.Execution;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Links;
import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.worker.context.Origin;
import dev.pointsman.worker.flow.FlowLimits;
import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.job.DuplicateWindows;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.job.JobRun;
import dev.pointsman.worker.job.Unbegun;
import dev.pointsman.worker.sandbox.JobThreads;
import dev.pointsman.worker.state.KeyStates;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingStates;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Eight job threads, a poll thread and one of the transactions, all at one flow. */
class SharedFlowHammerTest {
    private static final int JOBS = 4_000;
    private static final int KEYS = 8;
    private static final int POLLED = 50;

    private SharedFlow flow = flow(Integer.MAX_VALUE);

    private static SharedFlow flow(int maxAtOnce) {
        return new SharedFlow(
                new FlowLimits(50, POLLED, Duration.ofMillis(1), 1_000_000, maxAtOnce));
    }

    @Test
    void everyJobIsCommittedOnceAndEachKeysInOrder() throws Exception {
        runAll(SharedFlowHammerTest::end);
    }

    @Test
    void soIsOneWhoseModuleIsLookedAtMeanwhile() throws Exception {
        var known = ConcurrentHashMap.<Long>newKeySet();

        runAll((origin, key, reading, states) ->
                origin.offset() % 5 == 0 && known.add(origin.offset())
                        ? unbegun(origin.offset() % 7)
                        : end(origin, key, reading, states));

        assertThat(known).hasSize(JOBS / 5);
    }

    /** A thread that was told too little would leave jobs, and this would not end. */
    @Test
    void soIsOneOfATenantThatMayNotHaveAllThreads() throws Exception {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        flow = flow(3);

        runAll((origin, key, reading, states) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.yield();
            var ended = end(origin, key, reading, states);
            running.decrementAndGet();
            return ended;
        });

        assertThat(most.get()).isBetween(1, 3);
    }

    /** The look ends on another thread, at once or a little later. */
    private static Unbegun unbegun(long module) {
        return new Unbegun(
                ModuleDigest.of(Payload.ofUtf8("module " + module)),
                () -> CompletableFuture.runAsync(Thread::yield),
                Optional.empty());
    }

    private void runAll(JobRun jobs) throws Exception {
        flow.vouched(new TestingConsumer(Set.of(TestingJobs.ZERO)).groupMetadata());
        try (var threads = new JobThreads(8)) {
            var loop =
                    new JobLoop(
                            flow,
                            jobs,
                            TestingRunner.CANCELLED,
                            new JobRecords(TestingJobs.TOPICS),
                            new Verdicts(InstantSource.system()));
            var running = IntStream.range(0, 8).mapToObj(_ -> threads.submit(loop)).toList();
            var polling = polling();

            var committed = commitAll();

            polling.get();
            flow.close();
            for (var thread : running) {
                thread.get();
            }
            assertThat(committed).doesNotHaveDuplicates().hasSize(JOBS);
            for (var key = 0; key < KEYS; key++) {
                assertThat(ofKey(committed, key)).isSorted();
            }
        }
    }

    private FutureTask<Void> polling() {
        var polling = new FutureTask<Void>(this::poll, null);
        Thread.ofPlatform().name("poll").start(polling);
        return polling;
    }

    /** What there is no room for is offered again, as it would be polled again. */
    private void poll() {
        var claim = flow.claim(Progress.upTo(0));
        var offset = 0L;
        while (offset < JOBS) {
            var end = Math.min(JOBS, offset + POLLED);
            var jobs = IntStream.range((int) offset, (int) end).mapToObj(this::record).toList();
            offset = flow.take(claim, jobs).orElse(end);
        }
    }

    private TakenJob record(int offset) {
        var key = TestingJobs.bytes(Integer.toString(offset % KEYS));
        var job = TestingJobs.job(TestingJobs.ZERO, offset, "echo", "x");
        return TakenJob.of(
                TestingJobs.record(TestingJobs.ZERO, offset, key, job.value(), job.headers()),
                JobTopics.one(TestingJobs.JOBS),
                TestingStates.empty(),
                new Names(DuplicateWindows.none(), TestingStates.empty()));
    }

    private List<Long> commitAll() throws InterruptedException {
        var committed = new ArrayList<Long>();
        while (committed.size() < JOBS) {
            flow.batch().awaitEnded();
            for (var more = flow.batch().more(); more.isPresent(); more = flow.batch().more()) {
                more.get().stream()
                        .map(job -> job.job().polled().record().offset())
                        .forEach(committed::add);
            }
            flow.batch().seal();
            flow.batch().committed(List.of());
        }
        return committed;
    }

    private static List<Long> ofKey(List<Long> offsets, int key) {
        return offsets.stream().filter(offset -> offset % KEYS == key).toList();
    }

    private static FinishedJob end(
            Origin origin, Optional<Payload> key, Reading<JobRequest> reading, KeyStates states) {
        var result =
                new JobResult(
                        new JobId(origin.toString()),
                        Optional.empty(),
                        Optional.empty(),
                        new Outcome.Succeeded(key.orElse(Payload.EMPTY)),
                        Execution.NONE,
                        "urn:test",
                        TestingContexts.NOON,
                        Links.NONE);
        return FinishedJob.silent(origin, result);
    }
}
