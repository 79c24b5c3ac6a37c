package dev.pointsman.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.config.ConfigLoader;
import dev.pointsman.worker.job.CancelledJobs;
import dev.pointsman.worker.job.DuplicateWindows;
import dev.pointsman.worker.job.KeyOrders;
import dev.pointsman.worker.kafka.IntakeLoop;
import dev.pointsman.worker.kafka.JobWork;
import dev.pointsman.worker.sandbox.JobThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What ends a worker that waits for its cluster. */
class WorkerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aBrokenVirtualMachineEndsItWhicheverOfItsThreadsHasMetIt() throws Exception {
        var broken = new InternalError("broken");

        try (var worker =
                worker(() -> {
                    throw broken;
                })) {
            worker.start();

            assertThat(worker.end()).failsWithin(PATIENCE);
            assertThat(worker.end().exceptionNow()).hasRootCause(broken);
        }
    }

    /** Those that are started by a library, say, which the process hears of. */
    @Test
    void norDoesItGoOnIfAThreadOfTheProcessHas() throws Exception {
        var broken = new InternalError("broken");
        try (var worker = worker(() -> {})) {
            worker.threadEnded(Thread.currentThread(), broken);

            worker.start();

            assertThat(worker.end()).failsWithin(PATIENCE);
            assertThat(worker.end().exceptionNow()).hasRootCause(broken);
        }
    }

    @Test
    void anyOtherDefectOfAThreadDoesNotEndIt() throws Exception {
        var begun = new CountDownLatch(1);
        var worker = worker(begun::countDown);
        worker.threadEnded(Thread.currentThread(), new IllegalStateException("a defect"));

        var starting = Thread.ofPlatform().start(() -> start(worker));
        begun.await();
        worker.close();
        starting.join();

        assertThat(worker.end()).succeedsWithin(PATIENCE);
    }

    private static void start(Worker worker) {
        try {
            worker.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that nobody answers. */
    private static Worker worker(Runnable warmUp) throws Exception {
        var config =
                ConfigLoader.load(
                        Optional.empty(),
                        Map.of(),
                        Map.of("pointsman.kafka.bootstrap.servers", "127.0.0.1:1"));
        var threads = new JobThreads(1);
        var work =
                new JobWork(
                        (_, _, _, _) -> {
                            throw new AssertionError("there is no job");
                        },
                        new CancelledJobs(InstantSource.system(), "urn:test"),
                        DuplicateWindows.none(),
                        KeyOrders.none(),
                        threads,
                        List.of(),
                        List.of());
        var intake = new IntakeLoop(Main.kafka(config), work, InstantSource.system());
        return new Worker(intake, threads, List.of(), warmUp, _ -> () -> {});
    }
}
