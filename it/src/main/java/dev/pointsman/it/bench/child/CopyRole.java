package dev.pointsman.it.bench.child;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.CloseOptions;

/** A copy loop on a thread of its own. Safe on every thread. */
final class CopyRole implements Role {
    private final CopySettings settings;
    private final CountDownLatch assigned = new CountDownLatch(1);
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile boolean stopped;
    private volatile long committed;

    private CopyRole(CopySettings settings) {
        this.settings = settings;
    }

    /** Starts the loop, and returns when it has its partitions. */
    static CopyRole start(CopySettings settings) throws InterruptedException {
        var role = new CopyRole(settings);
        Thread.ofPlatform().name("copy").start(role::run);
        role.assigned.await();
        return role;
    }

    @Override
    public String introduction() {
        return "copy";
    }

    @Override
    public long committed() {
        if (end.isDone()) {
            end.join();
        }
        return committed;
    }

    @Override
    public void close() {
        stopped = true;
        end.join();
    }

    private void run() {
        try {
            copy();
            end.complete(null);
        } catch (RuntimeException e) {
            end.completeExceptionally(e);
        } finally {
            assigned.countDown();
        }
    }

    private void copy() {
        var producer = CopyClients.producer(settings);
        var consumer = CopyClients.consumer(settings);
        try {
            producer.initTransactions();
            consumer.subscribe(List.of(settings.from()));
            var loop = new CopyLoop(consumer, producer, settings.to(), settings.commitInterval());
            while (!stopped) {
                loop.runOnce();
                committed = loop.committed();
                if (!consumer.assignment().isEmpty()) {
                    assigned.countDown();
                }
            }
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(5)));
            // A transaction left open is of no interest any more.
            producer.close(Duration.ZERO);
        }
    }
}
