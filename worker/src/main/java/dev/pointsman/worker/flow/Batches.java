package dev.pointsman.worker.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What has ended, from then until it is committed: it is gathered into the batch under way, of
 * which there is one at a time. Owned by its flow.
 */
final class Batches<J, R, V> {
    private static final int MUCH = 64;

    private final FlowLimits limits;
    private final Cycle cycle;
    private final EndedJobs<J, R> ended = new EndedJobs<>();
    private final OpenBatch<J, R, V> gathered = new OpenBatch<>();
    private Optional<V> voucher = Optional.empty();

    /** Whether nothing waited before what has ended last; a cancel ends together with its job. */
    private boolean isFirst;

    Batches(FlowLimits limits) {
        this.limits = limits;
        this.cycle = new Cycle(limits);
    }

    void vouched(V latest) {
        voucher = Optional.of(latest);
    }

    /** If one is under way, no more may join it. */
    void hurry() {
        cycle.hurry();
    }

    void add(Ended<J, R> it) {
        isFirst = ended.isEmpty() || (isFirst && it instanceof EndedCancel);
        ended.add(it);
    }

    /** The claim's are another's. */
    void drop(Claim claim) {
        ended.drop(claim);
    }

    /**
     * Of the claim's jobs and cancels that wait to be committed, the one with the lowest offset.
     */
    Optional<Ticket<J>> first(Claim claim) {
        return Stream.concat(ended.of(claim), gathered.of(claim))
                .min(Comparator.comparingLong(Ticket::offset));
    }

    /** Whether as little waits that more may be begun. */
    boolean haveRoom() {
        return ended.hasRoom(limits);
    }

    boolean canGather() {
        return !ended.isEmpty()
                && voucher.isPresent()
                && cycle.isOpen()
                && gathered.size() < limits.maxBatch();
    }

    /**
     * Whether it is worth waking somebody to gather.
     *
     * @param isLast whether nothing more will end soon
     */
    boolean isDue(boolean isLast) {
        var isAwaited = isFirst && !cycle.isUnderWay();
        return canGather() && (isAwaited || isLast || ended.size() >= MUCH);
    }

    List<EndedJob<J, R>> gather(long nowNanos) {
        if (!cycle.isUnderWay()) {
            cycle.begin(nowNanos);
            gathered.begin(voucher);
        }
        var more = new ArrayList<EndedJob<J, R>>();
        while (canGather()) {
            gathered.add(ended.remove(), more);
        }
        return more;
    }

    long nanosUntilSeal(boolean canBegin, long nowNanos) {
        var isFull = gathered.size() >= limits.maxBatch() || (ended.isEmpty() && !haveRoom());
        return cycle.nanosUntilSeal(isFull, ended.isEmpty() && !canBegin, nowNanos);
    }

    Batch<J, R, V> seal() {
        cycle.seal();
        return gathered.seal();
    }

    boolean isHeld() {
        return gathered.isHeld();
    }

    /** That under way is over, whatever became of it. */
    void end() {
        cycle.end(!ended.isEmpty());
        ended.written(gathered.end());
    }

    boolean isEmpty() {
        return ended.isEmpty() && !cycle.isUnderWay();
    }
}
