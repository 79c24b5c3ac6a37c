package dev.pointsman.it.chaos.fault;

import dev.pointsman.it.chaos.network.Weather;
import dev.pointsman.it.chaos.process.BrokerProcess;
import dev.pointsman.it.chaos.process.Crew;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Faults that hit all workers at once; one at a time. Safe on every thread. */
final class ClusterFaults {
    private static final Duration EXTRA_READY_WITHIN = Duration.ofSeconds(10);
    private static final int EXTRAS = 2;

    private final BrokerProcess broker;
    private final Crew crew;
    private final CountDownLatch stopped;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    ClusterFaults(BrokerProcess broker, Crew crew, CountDownLatch stopped) {
        this.broker = broker;
        this.crew = crew;
        this.stopped = stopped;
    }

    /** Down for long enough that its controller has noticed: see ControllerMain. */
    String killBroker(Fault fault) throws InterruptedException {
        var millis = fault.millisBetween(1_000, 2_500);
        return alone(() -> {
            broker.kill();
            rest(millis);
            broker.restart();
            return "down for " + millis + " ms and a start";
        });
    }

    /** A rebalance for each that comes and each that goes. */
    String storm() throws InterruptedException {
        return alone(() -> {
            for (var i = 0; i < EXTRAS && stopped.getCount() > 0; i++) {
                var extra = crew.extra();
                extra.awaitReady(EXTRA_READY_WITHIN);
                extra.leave();
            }
            return EXTRAS + " workers came and went";
        });
    }

    String slow(Fault fault) throws InterruptedException {
        var delay = Duration.ofMillis(fault.millisBetween(20, 250));
        return alone(() -> {
            broker.relay().weather(new Weather.Slow(delay));
            return clearAfter(3_000, "each piece " + delay.toMillis() + " ms");
        });
    }

    String halfOpen(Fault fault) throws InterruptedException {
        var deaf = fault.dice() < 0.5 ? Weather.Side.CLIENT : Weather.Side.BROKER;
        return alone(() -> {
            broker.relay().halfOpen(deaf);
            return clearAfter(fault.millisBetween(1_000, 8_000), "deaf: " + deaf);
        });
    }

    String drop() throws InterruptedException {
        return alone(() -> {
            broker.relay().drop();
            return "all connections";
        });
    }

    private String clearAfter(long millis, String what) throws InterruptedException {
        rest(millis);
        broker.relay().weather(new Weather.Clear());
        return what + ", " + millis + " ms";
    }

    private void rest(long millis) throws InterruptedException {
        var _ = stopped.await(millis, TimeUnit.MILLISECONDS);
    }

    private String alone(Blow blow) throws InterruptedException {
        oneAtATime.lockInterruptibly();
        try {
            return blow.strike();
        } finally {
            oneAtATime.unlock();
        }
    }

    /** What is done; the answer is the fault's line. */
    private interface Blow {
        String strike() throws InterruptedException;
    }
}
