package dev.pointsman.it.chaos.fault;

import dev.pointsman.it.chaos.RunLog;
import dev.pointsman.it.chaos.jobs.Pace;
import dev.pointsman.it.chaos.process.BrokerProcess;
import dev.pointsman.it.chaos.process.Complaints;
import dev.pointsman.it.chaos.process.Crew;
import dev.pointsman.it.chaos.watch.Ownership;
import dev.pointsman.it.chaos.watch.Published;
import dev.pointsman.it.chaos.watch.Recoveries;
import dev.pointsman.worker.kafka.TransactionStep;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Makes faults, one after another, some of which last into the next. {@link #run} is called by one
 * thread; the others are safe on every thread.
 */
public final class FaultDriver implements Runnable {
    private static final long LOOK_EVERY_MILLIS = 20;

    /** After a kill in peace; nobody should have to wait half as long. */
    private static final Duration ALL_WELL_WITHIN = Duration.ofSeconds(60);

    private final FaultDeck deck;
    private final Pace pace;
    private final Published published;
    private final RunLog log;
    private final Complaints complaints;
    private final Recoveries recoveries;
    private final WorkerFaults workers;
    private final ClusterFaults cluster;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** What the faults are made of. */
    public record Scene(
            BrokerProcess broker,
            Crew crew,
            Ownership ownership,
            Recoveries recoveries,
            Complaints complaints) {}

    public FaultDriver(Scene scene, FaultDeck deck, Pace pace, Published published, RunLog log) {
        this.deck = deck;
        this.pace = pace;
        this.published = published;
        this.log = log;
        this.complaints = scene.complaints();
        this.recoveries = scene.recoveries();
        this.workers =
                new WorkerFaults(
                        scene.crew().slots(), scene.ownership(), scene.recoveries(), stopped);
        this.cluster = new ClusterFaults(scene.broker(), scene.crew(), stopped);
    }

    /** Returns when all faults are over. */
    @Override
    public void run() {
        try (var lasting = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var number = 0; number < pace.faults() && isTurn(number); number++) {
                begin(deck.next(), number, lasting);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin(Fault fault, int number, Executor lasting) throws InterruptedException {
        awaitAllWell(fault);
        pace.faultBegun();
        var line = "fault " + (number + 1) + " of " + pace.faults() + ", " + fault.kind();
        recoveries.faultBegins();
        lasting.execute(() -> make(fault, line + (fault.isAlone() ? ", alone" : "")));
        awaitAllWell(fault);
    }

    private void awaitAllWell(Fault fault) throws InterruptedException {
        var end = System.nanoTime() + ALL_WELL_WITHIN.toNanos();
        while (fault.isAlone() && !recoveries.isAllWell()) {
            if (stopped.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
            if (System.nanoTime() - end > 0) {
                complaints.add("not all well " + ALL_WELL_WITHIN + " after the last fault");
                return;
            }
        }
    }

    /** Ends {@link #run} early. */
    public void stop() {
        stopped.countDown();
    }

    /** Waits a while, and then for the publisher; false if the run is stopped. */
    private boolean isTurn(int number) throws InterruptedException {
        var pause = Math.round(pace.gap().toMillis() * deck.nextPause());
        if (stopped.await(pause, TimeUnit.MILLISECONDS)) {
            return false;
        }
        while (published.count() < pace.before(number)) {
            if (stopped.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    private void make(Fault fault, String line) {
        try {
            log.say(line + ": " + make(fault));
        } catch (IllegalStateException | UncheckedIOException e) {
            // Such as a broker that does not come again: the run is not what it was meant to be.
            complaints.add(line + ": " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            recoveries.faultEnds();
        }
    }

    private String make(Fault fault) throws InterruptedException {
        return switch (fault.kind()) {
            case KILL -> workers.kill(fault);
            case KILL_AT_BEGUN -> workers.killAt(fault, TransactionStep.BEGUN);
            case KILL_AT_SENT -> workers.killAt(fault, TransactionStep.SENT);
            case KILL_AT_OFFSETS_SENT -> workers.killAt(fault, TransactionStep.OFFSETS_SENT);
            case KILL_AT_COMMITTED -> workers.killAt(fault, TransactionStep.COMMITTED);
            case PAUSE_SHORT -> workers.pause(fault, 300, 2_500);
            case PAUSE_LONG -> workers.pause(fault, 7_500, 10_000);
            case BROKER_KILL -> cluster.killBroker(fault);
            case STORM -> cluster.storm();
            case TERMINATE -> workers.terminate(fault);
            case SLOW_NETWORK -> cluster.slow(fault);
            case HALF_OPEN_NETWORK -> cluster.halfOpen(fault);
            case DROPPED_CONNECTIONS -> cluster.drop();
        };
    }
}
