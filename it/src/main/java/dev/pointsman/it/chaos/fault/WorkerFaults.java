package dev.pointsman.it.chaos.fault;

import dev.pointsman.it.chaos.process.WorkerSlot;
import dev.pointsman.it.chaos.watch.Ownership;
import dev.pointsman.it.chaos.watch.Recoveries;
import dev.pointsman.worker.kafka.TransactionStep;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Faults that hit one worker. Safe on every thread. */
final class WorkerFaults {
    private static final Duration READY_PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_EVERY_MILLIS = 20;

    private final List<WorkerSlot> slots;
    private final Ownership ownership;
    private final Recoveries recoveries;
    private final CountDownLatch stopped;

    WorkerFaults(
            List<WorkerSlot> slots,
            Ownership ownership,
            Recoveries recoveries,
            CountDownLatch stopped) {
        this.slots = List.copyOf(slots);
        this.ownership = ownership;
        this.recoveries = recoveries;
        this.stopped = stopped;
    }

    String kill(Fault fault) throws InterruptedException {
        return hit(
                fault,
                (slot, owned) -> {
                    recoveries.killed(System.currentTimeMillis(), owned);
                    slot.kill();
                    return "";
                });
    }

    String killAt(Fault fault, TransactionStep step) throws InterruptedException {
        return hit(
                fault,
                (slot, owned) -> {
                    var reached = slot.killAt(step);
                    recoveries.killed(System.currentTimeMillis(), owned);
                    return reached ? "" : ", which had no transaction";
                });
    }

    String pause(Fault fault, long leastMillis, long mostMillis) throws InterruptedException {
        var time = Duration.ofMillis(fault.millisBetween(leastMillis, mostMillis));
        return hit(
                fault,
                (slot, _) -> {
                    slot.pause(time);
                    return ", " + time.toMillis() + " ms";
                });
    }

    String terminate(Fault fault) throws InterruptedException {
        return hit(
                fault,
                (slot, _) -> {
                    slot.terminate();
                    return "";
                });
    }

    private String hit(Fault fault, Blow blow) throws InterruptedException {
        var slot = take(fault);
        try {
            var owned = ownership.of(slot.suffix());
            return slot + " with partitions " + owned + blow.strike(slot, owned);
        } finally {
            slot.giveBack();
        }
    }

    /** A ready worker that no other fault is at, or after a while any that none is at. */
    private WorkerSlot take(Fault fault) throws InterruptedException {
        var end = System.nanoTime() + READY_PATIENCE.toNanos();
        while (!stopped.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
            var late = System.nanoTime() - end > 0;
            var first = (int) (fault.dice() * slots.size());
            for (var i = 0; i < slots.size(); i++) {
                var slot = slots.get((first + i) % slots.size());
                if ((late || slot.isReady()) && slot.take()) {
                    return slot;
                }
            }
        }
        throw new InterruptedException("the run is stopped");
    }

    /** What is done to a worker that is taken; the answer is added to the fault's line. */
    private interface Blow {
        String strike(WorkerSlot slot, Set<Integer> owned) throws InterruptedException;
    }
}
