package dev.pointsman.worker.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats the intake's step until told to stop. When Kafka fails it, whatever the reason, it drops
 * its clients and all they hold, and begins again at the committed offsets: an abort, a fencing and
 * an answer that never came all end in the one way that a crash would, and that is the way that is
 * safe.
 *
 * <p>{@link #run} is called by one thread; {@link #stop} and {@link #isReady} are safe on every
 * thread.
 */
public final class IntakeLoop implements Runnable {
    private static final Logger LOGGER = LoggerFactory.getLogger(IntakeLoop.class);
    private static final Duration POLL_PATIENCE = Duration.ofMillis(200);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    private final KafkaSettings settings;
    private final JobWork work;
    private final InstantSource time;
    private final Clients clients;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean ready;

    public IntakeLoop(KafkaSettings settings, JobWork work, InstantSource time) {
        this.settings = settings;
        this.work = work;
        this.time = time;
        this.clients = new Clients(settings);
    }

    /**
     * Checks the cluster and creates what is missing, topics and the group's first offsets; throws
     * {@link UnfitCluster} if it will not do.
     */
    public void checkCluster() {
        try (var admin = clients.admin()) {
            new ClusterCheck(admin, settings).run();
        }
        try (var consumer = clients.consumer()) {
            new NewGroup(consumer, settings.topics().jobs()).begin();
        }
    }

    /** Whether the group has given this worker its partitions, and nothing has gone wrong since. */
    public boolean isReady() {
        return ready;
    }

    /** Ends {@link #run} after the step it is in: what that step has run is committed. */
    public void stop() {
        stopped.countDown();
    }

    @Override
    public void run() {
        while (running()) {
            try {
                intake();
            } catch (KafkaException e) {
                LOGGER.atWarn().setCause(e).log("intake lost; going on from the committed offsets");
            }
            ready = false;
            backOff();
        }
    }

    private boolean running() {
        return stopped.getCount() > 0;
    }

    private void intake() {
        var admin = clients.admin();
        try {
            intake(admin);
        } finally {
            // By itself it waits for as long as a broker that does not answer may take.
            admin.close(CLOSE_PATIENCE);
        }
    }

    private void intake(Admin admin) {
        var producer = clients.producer();
        var orderly = false;
        try {
            var known = KnownTopics.of(admin, time);
            var transactions = new Transactions(
                            producer,
                            new JobRecords(settings.topics()),
                            known,
                            work.transactionListeners());
            transactions.begin();
            consume(transactions);
            orderly = true;
        } finally {
            // A producer with an open transaction waits for as long as it is given.
            producer.close(orderly ? CLOSE_PATIENCE : Duration.ZERO);
        }
    }

    private void consume(Transactions transactions) {
        var consumer = clients.consumer();
        try {
            var offsets = new FirstOffsets(consumer);
            consumer.subscribe(List.of(settings.topics().jobs()), offsets);
            var intake = new Intake(consumer, transactions, work, settings.commitInterval());
            while (running()) {
                intake.runOnce(POLL_PATIENCE);
                ready = offsets.wereAssigned();
            }
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE_PATIENCE));
        }
    }

    /** Does not wait when it is told to stop, nor when it already was. */
    private void backOff() {
        try {
            if (stopped.await(BACK_OFF.toMillis(), TimeUnit.MILLISECONDS)) {
                LOGGER.atInfo().log("intake ended");
            }
        } catch (InterruptedException _) {
            stopped.countDown();
            Thread.currentThread().interrupt();
        }
    }
}
