package dev.pointsman.it.chaos.planted;

import dev.pointsman.it.chaos.process.Failpoint;
import dev.pointsman.it.chaos.process.ParentLine;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;

/** The process of a worker with a bug. */
public final class BuggyMain {
    /** Names the bug. */
    public static final String BUG = "planted.bug";

    private static final long BACK_OFF_MILLIS = 300;
    private static final long DRAIN_MILLIS = 10_000;

    private final Bug bug = Bug.valueOf(System.getProperty(BUG, Bug.NONE.name()));
    private final Failpoint failpoint = new Failpoint();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean told;

    private BuggyMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        var main = new BuggyMain();
        ParentLine.listen(main.failpoint::arm);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(main::drain));
        main.run();
    }

    /** Whatever Kafka throws, it begins again at the committed offsets. */
    private void run() throws InterruptedException {
        while (stopped.getCount() > 0) {
            try {
                live();
            } catch (KafkaException e) {
                System.err.println("begins again: " + e);
                var _ = stopped.await(BACK_OFF_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
        ended.countDown();
    }

    private void live() {
        var group = property("pointsman.kafka.group");
        var brokers = property("pointsman.kafka.bootstrap.servers");
        try (var clients = PlantedClients.open(brokers, group, property("pointsman.kafka.slot"))) {
            clients.producer().initTransactions();
            var counts = new PlantedCounts(bug, clients);
            var transactions = new BuggyTransactions(bug, clients, counts, failpoint);
            var worker = new BuggyWorker(bug, clients.consumer(), transactions, counts);
            worker.begin();
            while (stopped.getCount() > 0) {
                worker.step();
                tell(worker);
            }
        }
    }

    private void tell(BuggyWorker worker) {
        if (!told && worker.hasPartitions()) {
            told = true;
            ParentLine.ready();
        }
    }

    private void drain() {
        stopped.countDown();
        try {
            var inTime = ended.await(DRAIN_MILLIS, TimeUnit.MILLISECONDS);
            Runtime.getRuntime().halt(inTime ? 0 : 1);
        } catch (InterruptedException _) {
            Runtime.getRuntime().halt(1);
        }
    }

    private static String property(String name) {
        return System.getProperty(name, "");
    }
}
