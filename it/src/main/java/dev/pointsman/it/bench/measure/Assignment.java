package dev.pointsman.it.bench.measure;

import java.time.Duration;

/**
 * From where to where, and how often it is committed. Immutable, so safe on every thread.
 *
 * @param name unique in the run; the group and the topics are called after it
 */
record Assignment(String brokers, String name, String jobs, Duration commitInterval) {
    String results() {
        return name + ".results";
    }

    String deadLetters() {
        return name + ".dead-letters";
    }
}
