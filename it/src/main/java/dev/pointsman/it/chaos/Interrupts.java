package dev.pointsman.it.chaos;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into an interrupt of the thread that does the work, and waits while it
 * clears up. Owned by that thread.
 */
final class Interrupts {
    private static final Duration CLEARING_UP_TAKES_AT_MOST = Duration.ofSeconds(30);

    private Interrupts() {}

    /** Does the work; whatever ends it, its finally blocks are run. */
    static <T> T heeded(Callable<T> work) throws Exception {
        var worker = Thread.currentThread();
        var done = new CountDownLatch(1);
        var hook = Thread.ofPlatform().unstarted(() -> interrupt(worker, done));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.call();
        } finally {
            done.countDown();
        }
    }

    private static void interrupt(Thread worker, CountDownLatch done) {
        if (done.getCount() > 0) {
            worker.interrupt();
        }
        try {
            var _ = done.await(CLEARING_UP_TAKES_AT_MOST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
