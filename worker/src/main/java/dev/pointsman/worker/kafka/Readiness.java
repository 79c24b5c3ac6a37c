package dev.pointsman.worker.kafka;

import dev.pointsman.worker.flow.Watchdog;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Why the worker is not ready, if it is not; and what has to be remembered for that from one
 * session to the next. Safe on every thread, but for the watchdog, which is the poll thread's.
 */
final class Readiness {
    /** A partition that has work gets on within this, whatever its jobs; or something is wrong. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Watchdog<TopicPartition> watchdog = new Watchdog<>(PATIENCE);
    private volatile Optional<String> trouble = Optional.of("starting");
    private volatile Optional<String> lost = Optional.empty();
    private volatile Optional<String> aborted = Optional.empty();

    /** A sentence for an operator; none if all is well. */
    Optional<String> trouble() {
        return trouble;
    }

    void is(Optional<String> latest) {
        trouble = latest;
    }

    void isNot(String reason) {
        trouble = Optional.of(reason);
    }

    /** A session was lost; until a transaction is committed again this may well be repeated. */
    void lost(String reason) {
        lost = Optional.of(reason);
        isNot(reason);
    }

    /** A transaction was aborted; that may be a rebalance's doing, and the next may do better. */
    void aborted(String reason) {
        aborted = Optional.of(reason);
    }

    void committed() {
        lost = Optional.empty();
        aborted = Optional.empty();
    }

    /** Why the last session was lost, if nothing has been committed since. */
    Optional<String> lastLoss() {
        return lost;
    }

    /** Why the last transaction was aborted, if nothing has been committed since. */
    Optional<String> lastAbort() {
        return aborted;
    }

    Watchdog<TopicPartition> watchdog() {
        return watchdog;
    }
}
