package dev.pointsman.worker.flow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Jobs on their way from the poll to the commit. An offered job is taken, becomes ready when its
 * predecessor in its lane has ended, runs, ends, and is committed in a batch with others. Under a
 * claim that was released none of this goes on. Not safe on several threads at once: whoever shares
 * it guards it.
 *
 * @param <J> jobs
 * @param <R> their results
 * @param <V> vouchers: what a group says of who we are in it
 */
public final class Flow<J, R, V> {
    private static final int MUCH = 64;

    private final FlowLimits limits;
    private final Cycle cycle;
    private final Set<Claim> claims = new HashSet<>();
    private final Lanes<J> lanes = new Lanes<>();
    private final ReadyJobs<J> ready = new ReadyJobs<>();
    private final Set<Ticket<J>> running = Collections.newSetFromMap(new IdentityHashMap<>());
    private final EndedJobs<J, R> ended = new EndedJobs<>();
    private final OpenBatch<J, R, V> gathered = new OpenBatch<>();
    private final Later<J, R> later;

    private Optional<V> voucher = Optional.empty();

    /** How many jobs under claims that are not retired have not ended. */
    private int backlog;

    private boolean draining;

    public Flow(FlowLimits limits) {
        this.limits = limits;
        this.cycle = new Cycle(limits);
        this.later = new Later<>(this, limits, cycle, ended);
    }

    /** Its jobs that are due later. */
    public Later<J, R> later() {
        return later;
    }

    /**
     * The group has said who we are in it, and what it took away since is released: so this vouches
     * for the claims held now (KIP-447, KIP-848), and a batch takes it along as of when it is made.
     */
    public void vouched(V latest) {
        voucher = Optional.of(latest);
    }

    /** A partition is ours, and this far. */
    public Claim claim(Progress begun) {
        // The batch under way goes under an older word of the group, which may not vouch for this.
        cycle.hurry();
        var claim = new Claim(begun);
        claims.add(claim);
        if (draining) {
            claim.retire();
        }
        return claim;
    }

    /**
     * No more of the claim's jobs are taken or begun; what has begun is still committed. Nothing
     * joins the transaction under way: it is waited for, and its voucher is not for later claims.
     */
    public void retire(Claim claim) {
        cycle.hurry();
        claim.withBeside().forEach(this::drop);
    }

    private void drop(Claim claim) {
        backlog -= claim.backlog();
        claim.retire();
        ready.drop(claim);
        lanes.drop(claim);
        later.drop(claim);
    }

    /** The partition is not ours any more; what is not in a transaction by now is another's. */
    public void release(Claim claim) {
        retire(claim);
        claims.remove(claim);
        claim.withBeside().forEach(this::close);
    }

    private void close(Claim claim) {
        claim.close();
        ended.drop(claim);
    }

    /** Nothing is ours any more. */
    public void releaseAll() {
        List.copyOf(claims).forEach(this::release);
    }

    /** Retires all claims, those to come among them. */
    public void drain() {
        draining = true;
        claims.forEach(this::retire);
    }

    /**
     * Takes the next record of a partition, if it is to be run and there is room for it.
     *
     * @param bytes what it holds of memory
     */
    public Offer offer(Claim claim, long offset, Optional<Lane> lane, long bytes, J job) {
        if (!claim.isOpen()) {
            throw new IllegalStateException(
                    "offset " + offset + " under a claim that was released");
        }
        if (claim.isRetired() || hasItsBytes(claim) || !claim.offsets().hasRoomForNext(offset)) {
            return Offer.NO_ROOM;
        }
        if (!claim.offsets().take(offset)) {
            return Offer.FINISHED;
        }
        claim.taken(bytes);
        enter(new Ticket<>(claim, offset, lane, bytes, job));
        return Offer.TAKEN;
    }

    /** The job waits for nothing but those before it. */
    void enter(Ticket<J> ticket) {
        ticket.claim().awake();
        backlog++;
        if (lanes.enter(ticket)) {
            ready.add(ticket);
        }
    }

    /**
     * Whether no more should be polled for the claim for now: there is no room for more of its
     * jobs, or there is work enough and a fair part of it is its own. Jobs that wait for a slow one
     * of their lane are not work, so behind them more is polled, as far as there is room.
     */
    public boolean isFull(Claim claim) {
        return claim.isRetired()
                || hasItsBytes(claim)
                || (hasEnough() && hasItsPart(claim))
                || !claim.offsets().hasRoomForMore(limits.maxPoll());
    }

    /** Whether there is a job to run next. */
    public boolean canBegin() {
        return !ready.isEmpty() && ended.haveRoom(limits);
    }

    /** Whether there is work for longer than the next poll takes. */
    public boolean hasEnough() {
        return backlog >= limits.enough() && !ready.isEmpty();
    }

    private boolean hasItsBytes(Claim claim) {
        return claim.bytes() >= share(limits.maxBytes());
    }

    /** Without this, one partition's backlog would keep the others from being polled at all. */
    private boolean hasItsPart(Claim claim) {
        return claim.backlog() >= share(limits.enough());
    }

    /** Of what all claims have together; one that goes beside another has none of its own. */
    long share(long ofAll) {
        return ofAll / Math.max(1, claims.size());
    }

    /** The job to run next, none if all must wait; who takes it runs it. */
    public Optional<Ticket<J>> next() {
        var next = canBegin() ? ready.poll() : Optional.<Ticket<J>>empty();
        next.ifPresent(running::add);
        return next;
    }

    /**
     * A job has ended.
     *
     * @param bytes what its result holds of memory
     */
    public void end(Ticket<J> ticket, R result, long bytes) {
        if (!running.remove(ticket)) {
            throw new IllegalStateException("offset " + ticket.offset() + " does not run");
        }
        lanes.leave(ticket).ifPresent(ready::add);
        if (!ticket.claim().isOpen()) {
            return;
        }
        backlog -= ticket.claim().isRetired() ? 0 : 1;
        ticket.claim().ended();
        ended.add(new EndedJob<>(ticket, result, bytes));
    }

    /** Whether something has ended that may be gathered. */
    public boolean canGather() {
        return !ended.isEmpty()
                && voucher.isPresent()
                && cycle.isOpen()
                && gathered.size() < limits.maxBatch();
    }

    /** Whether it is worth waking somebody to gather: much has ended, or nothing more will soon. */
    public boolean isDue() {
        var isFirst = ended.size() == 1 && !cycle.isUnderWay();
        var isLast = running.isEmpty() && ready.isEmpty();
        return canGather() && (isFirst || isLast || ended.size() >= MUCH);
    }

    /**
     * Gathers what has ended into the batch under way, or into a new one; returns what is new in
     * it. From here on it counts as finished.
     */
    public List<EndedJob<J, R>> gather(long nowNanos) {
        if (!cycle.isUnderWay()) {
            cycle.begin(nowNanos);
            gathered.begin(voucher);
        }
        var more = new ArrayList<EndedJob<J, R>>();
        while (canGather()) {
            var job = ended.remove();
            gathered.add(job);
            more.add(job);
        }
        return more;
    }

    /**
     * Until the batch under way is to be sealed, {@link Long#MAX_VALUE} if there is none. At once
     * when it is full, and when nothing has ended or could be begun; else when it is old enough.
     */
    public long nanosUntilSeal(long nowNanos) {
        return cycle.nanosUntilSeal(gathered.size(), ended.isEmpty() && !canBegin(), nowNanos);
    }

    /** The batch under way, to which nothing is added any more. */
    public Batch<J, R, V> seal() {
        cycle.seal();
        return gathered.seal();
    }

    /** Whether all claims of the batch under way are still open: see {@link OpenBatch#isHeld}. */
    public boolean isHeld() {
        return gathered.isHeld();
    }

    /** The batch under way is committed. */
    public void committed() {
        cycle.end();
        ended.free(gathered.end());
    }

    /**
     * The batch under way is not committed, and will never be. Its offsets count as finished under
     * their claims, which are of no more use; how far the others have got only the broker can say:
     * all are released, to be claimed anew.
     */
    public void aborted() {
        committed();
        releaseAll();
    }

    /** Whether nothing runs, and nothing waits for a transaction or for the end of one. */
    public boolean isSettled() {
        return running.isEmpty() && ended.isEmpty() && !cycle.isUnderWay();
    }

    /** Whether jobs of the claim have ended, and are in no transaction that has. */
    public boolean isOwing(Claim claim) {
        return claim.isOpen() && claim.withBeside().anyMatch(it -> it.uncommitted() > 0);
    }

    /** Whether jobs of the claim are taken, and not committed. */
    public boolean isBusy(Claim claim) {
        return claim.bytes() > 0;
    }

    /** How many of the claim's jobs are committed. */
    public long committed(Claim claim) {
        return claim.committed();
    }

    /** The job the claim's progress waits for, if it is not waiting for a transaction. */
    public Optional<Ticket<J>> oldest(Claim claim) {
        var begun = running.stream().filter(ticket -> ticket.claim().equals(claim));
        return Stream.concat(begun, ready.of(claim)).min(Comparator.comparingLong(Ticket::offset));
    }
}
