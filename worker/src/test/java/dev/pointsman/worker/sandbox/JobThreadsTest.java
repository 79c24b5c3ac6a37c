package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.worker.testing.TestingSandbox;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobThreadsTest {
    private static final long NEVER = Long.MAX_VALUE / 2;
    private static final long FUEL = 1_000;

    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /** A thread that is asked whether it is interrupted takes that for its guest's question. */
    @Test
    void closingThemTakesNoFuelOfTheGuestThatRuns() throws InterruptedException {
        var threads = new JobThreads(1);
        var left = threads.submit(this::fuelLeftWhenReleased);
        running.await();

        closeWithoutPatience(threads);
        released.countDown();

        assertThat(TestingSandbox.await(left)).isEqualTo(FUEL);
    }

    @Test
    void whatWasTakenIsDoneBeforeTheyClose() {
        var threads = new JobThreads(2);

        var taken = IntStream.range(0, 100).mapToObj(i -> threads.submit(() -> i)).toList();
        threads.close();

        assertThat(taken.stream().map(TestingSandbox::await))
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
    }

    @Test
    void whatHasNotBegunWhenPatienceEndsIsCancelled() throws InterruptedException {
        var threads = new JobThreads(1);
        var left = threads.submit(this::fuelLeftWhenReleased);
        var waiting = threads.submit(() -> "done");
        running.await();

        closeWithoutPatience(threads);
        released.countDown();

        assertThat(TestingSandbox.await(left)).isEqualTo(FUEL);
        assertThatThrownBy(waiting::get).isInstanceOf(CancellationException.class);
    }

    @Test
    void closedThreadsTakeNothing() {
        var threads = new JobThreads(1);
        threads.close();

        assertThatThrownBy(() -> threads.submit(() -> "late"))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("the job threads are closed");
    }

    @Test
    void anInterruptIsGoneWhenTheNextJobBegins() {
        try (var threads = new JobThreads(1)) {
            var interrupting =
                    threads.submit(() -> {
                        Thread.currentThread().interrupt();
                        return true;
                    });
            var next = threads.submit(() -> Thread.currentThread().isInterrupted());

            assertThat(TestingSandbox.await(interrupting)).isTrue();
            assertThat(TestingSandbox.await(next)).isFalse();
        }
    }

    /** A thread that does not wait finds its interrupt still set. */
    private static void closeWithoutPatience(JobThreads threads) {
        Thread.currentThread().interrupt();
        threads.close();
        assertThat(Thread.interrupted()).isTrue();
    }

    private long fuelLeftWhenReleased() {
        var thread = JobThread.current();
        thread.arm(FUEL, NEVER, JobThread.FUEL_A_LOOK);
        try {
            running.countDown();
            awaitReleased();
            return thread.fuelLeft();
        } finally {
            thread.disarm();
        }
    }

    /** Whoever closes the threads interrupts this one. */
    private void awaitReleased() {
        while (true) {
            try {
                released.await();
                return;
            } catch (InterruptedException _) {
                // Only released counts.
            }
        }
    }
}
