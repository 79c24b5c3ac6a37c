package dev.pointsman.worker.observe.meters;

import dev.pointsman.contracts.Usage;
import dev.pointsman.worker.job.FinishedJob;

/**
 * Attempts with the same labels, added up in one pass: adding to a counter costs more. Owned by one
 * thread.
 */
final class JobSum {
    private int attempts;
    private int ended;
    private int deadLetters;
    private double fuel;
    private double hostNanos;
    private double bytesIn;
    private double bytesOut;
    private double hostCalls;

    void add(FinishedJob job) {
        attempts++;
        if (job.again().isEmpty()) {
            ended++;
            deadLetters += job.result().outcome().reason().isPresent() ? 1 : 0;
        }
        var usage = job.result().execution().usage();
        if (usage.isPresent()) {
            add(usage.get());
        }
    }

    private void add(Usage usage) {
        fuel += (double) usage.fuel();
        hostNanos += (double) usage.hostTime().toNanos();
        bytesIn += (double) usage.bytesIn();
        bytesOut += (double) usage.bytesOut();
        hostCalls += (double) usage.hostCalls();
    }

    int attempts() {
        return attempts;
    }

    /** How many have come to their end. */
    int ended() {
        return ended;
    }

    /** How many of these were put aside. */
    int deadLetters() {
        return deadLetters;
    }

    double fuel() {
        return fuel;
    }

    double hostNanos() {
        return hostNanos;
    }

    double bytesIn() {
        return bytesIn;
    }

    double bytesOut() {
        return bytesOut;
    }

    double hostCalls() {
        return hostCalls;
    }
}
