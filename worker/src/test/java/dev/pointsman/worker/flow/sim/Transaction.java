package dev.pointsman.worker.flow.sim;

import java.util.Map;
import java.util.TreeMap;

/** A transaction of a producer: open until it is committed or aborted, once. */
final class Transaction {
    private final Map<Integer, CommittedOffset> offsets = new TreeMap<>();
    private final long begun;
    private State state = State.OPEN;
    private boolean foreign;

    /**
     * One that is open.
     *
     * @param begun in which step
     */
    Transaction(long begun) {
        this.begun = begun;
    }

    /** What is written outside any transaction is visible at once. */
    static Transaction none() {
        var none = new Transaction(0);
        none.end(true);
        return none;
    }

    long begun() {
        return begun;
    }

    void add(Map<Integer, CommittedOffset> more) {
        offsets.putAll(more);
    }

    Map<Integer, CommittedOffset> offsets() {
        return offsets;
    }

    /** It has offsets of partitions that were not its producer's when they came. */
    void markForeign() {
        foreign = true;
    }

    void end(boolean committed) {
        if (state != State.OPEN) {
            throw new IllegalStateException("the transaction is " + state);
        }
        Violation.unless(
                !committed || !foreign, "foreign: " + offsets.keySet() + " were another's");
        state = committed ? State.COMMITTED : State.ABORTED;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isCommitted() {
        return state == State.COMMITTED;
    }

    private enum State {
        OPEN,
        COMMITTED,
        ABORTED
    }
}
