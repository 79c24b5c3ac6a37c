package dev.pointsman.it;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Publishes acme's jobs one after another, each as soon as the broker has the last, from when it is
 * made until it is ended. Owned by one thread; publishes on another.
 */
final class TestingLoad implements AutoCloseable {
    private static final int KEYS = 20;

    private final TestingWorld world;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
    private final Future<Integer> published;

    TestingLoad(TestingWorld world) {
        this.world = world;
        this.published = thread.submit(this::publish);
    }

    private int publish() {
        var next = 0;
        while (ended.getCount() > 0) {
            world.publish(world.job(id(next), "acme", "echo", "input"), "key-" + next % KEYS);
            next++;
        }
        return next;
    }

    /** The ids of all jobs that were published; from now on there are no more. */
    List<String> end() throws InterruptedException, ExecutionException {
        ended.countDown();
        return IntStream.range(0, published.get()).mapToObj(TestingLoad::id).toList();
    }

    private static String id(int number) {
        return "job-" + number;
    }

    @Override
    public void close() {
        ended.countDown();
        thread.close();
    }
}
