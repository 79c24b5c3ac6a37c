package dev.pointsman.worker.flow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Jobs on their way from the poll to the commit. An offered job is taken, becomes ready when its
 * predecessor in its lane has ended, runs, ends, and is committed in a batch with others. One that
 * needs something that takes long to come is put off meanwhile. Under a claim that was released
 * none of this goes on. Not safe on several threads at once: whoever shares it guards it.
 *
 * @param <J> jobs
 * @param <R> their results
 * @param <V> vouchers: what a group says of who we are in it
 */
public final class Flow<J, R, V> {
    private final FlowLimits limits;
    private final Room room;
    private final OpenJobs<J> jobs;
    private final Backlog<J> backlog;
    private final Batches<J, R, V> batches;
    private final Later<J, R> later;
    private final Withdrawals<J> withdrawals;
    private boolean draining;

    /** One whose jobs are all the same owner's. */
    public Flow(FlowLimits limits) {
        this(limits, _ -> "");
    }

    /** Several owners take turns for threads, and have so many at most; it tells a job's owner. */
    public Flow(FlowLimits limits, Function<J, ? extends Comparable<?>> whose) {
        this.limits = limits;
        this.jobs = new OpenJobs<>(whose, limits.maxAtOnce());
        this.backlog = new Backlog<>(jobs);
        this.room = new Room(limits);
        this.batches = new Batches<>(limits);
        this.later = new Later<>(new LaterRoom(limits, room), jobs, backlog, batches);
        this.withdrawals = new Withdrawals<>(jobs, later.sleepers());
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
        batches.vouched(latest);
    }

    /** A partition is ours, and this far. */
    public Claim claim(Progress begun) {
        // The batch under way goes under an older word of the group, which may not vouch for this.
        batches.hurry();
        var claim = new Claim(begun);
        room.add(claim);
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
        batches.hurry();
        claim.withBeside().forEach(this::drop);
    }

    private void drop(Claim claim) {
        backlog.retire(claim);
        later.drop(claim);
    }

    /** The partition is not ours any more; what is not in a transaction by now is another's. */
    public void release(Claim claim) {
        retire(claim);
        room.remove(claim);
        claim.withBeside().forEach(this::close);
    }

    private void close(Claim claim) {
        claim.close();
        batches.drop(claim);
        withdrawals.drop(claim).forEach(this::endCancel);
    }

    /** Nothing is ours any more. */
    public void releaseAll() {
        room.claims().forEach(this::release);
    }

    /** Retires all claims, those to come among them. */
    public void drain() {
        draining = true;
        room.claims().forEach(this::retire);
    }

    /** Takes the next record of a partition, if it is to be run and there is room for its bytes. */
    public Offer offer(Claim claim, long offset, Optional<Lane> lane, long bytes, J job) {
        var offer = claim.take(offset, bytes, room.takes(claim));
        if (offer == Offer.TAKEN) {
            backlog.enter(new Ticket<>(claim, offset, lane, bytes, job));
        }
        return offer;
    }

    /** Takes the next record of a partition, which is no job but withdraws one of the same lane. */
    public Offer offerCancel(Ticket<J> cancel) {
        var claim = cancel.claim();
        var offer = claim.take(cancel.offset(), cancel.bytes(), room.takes(claim));
        if (offer == Offer.TAKEN) {
            backlog.count(claim);
            withdrawals.add(cancel);
        }
        return offer;
    }

    /**
     * Looks into the cancels that were taken since. Jobs they find end as soon as may be, without
     * being run if they have not begun; the cancels end right behind them, the others at once.
     *
     * @param where the claims under which their jobs may be
     * @param nameOf what a job and its cancel have in common
     */
    public List<Withdrawal<J>> withdraw(Collection<Claim> where, Function<J, Optional<?>> nameOf) {
        var told = new ArrayList<Withdrawal<J>>();
        var all = where.stream().flatMap(Claim::withBeside).toList();
        withdrawals.look(all, nameOf, told).forEach(this::endCancel);
        later.sleepers().takeOut(told).forEach(backlog::enter);
        backlog.goOn(jobs.errands().withdrawn(all));
        return told;
    }

    /**
     * Whether no more should be polled for the claim for now: there is no room for more of its
     * jobs, or there is work enough and a fair part of it is its own. Jobs that wait for a slow one
     * of their lane are not work, so behind them more is polled, as far as there is room.
     */
    public boolean isFull(Claim claim) {
        return room.isFull(claim, hasEnough());
    }

    /** Whether there is a job to run next. */
    public boolean canBegin() {
        return jobs.isAnyReady() && batches.haveRoom();
    }

    /** Whether there is work for longer than the next poll takes. */
    public boolean hasEnough() {
        return backlog.isEnough(limits);
    }

    /** The job to run next, none if all must wait; who takes it runs it. */
    public Optional<Ticket<J>> next() {
        return canBegin() ? jobs.next() : Optional.empty();
    }

    /**
     * A job that was handed out cannot be run before this is here. It keeps its lane, and is handed
     * out again when it is or cannot be had, when the job is withdrawn, or at this time at last.
     */
    public void putOff(Ticket<J> ticket, Need need, OptionalLong endNanos) {
        backlog.putOff(ticket, need, endNanos);
    }

    /** Something that is to be fetched now; who takes it says so when that has ended. */
    public Optional<Errand> errand() {
        return jobs.errands().next();
    }

    /** It is here, or cannot be had. */
    public void fetched(Errand errand) {
        backlog.goOn(jobs.errands().fetched(errand));
    }

    /**
     * A job has ended.
     *
     * @param bytes what its result holds of memory
     */
    public void end(Ticket<J> ticket, R result, long bytes) {
        jobs.end(ticket);
        ended(ticket, new EndedJob<>(ticket, result, bytes));
        withdrawals.after(ticket).ifPresent(this::endCancel);
    }

    private void endCancel(Ticket<J> cancel) {
        ended(cancel, new EndedCancel<>(cancel));
    }

    private void ended(Ticket<J> ticket, Ended<J, R> it) {
        if (ticket.claim().isOpen()) {
            backlog.ended(ticket.claim(), ticket.offset());
            batches.add(it);
        }
    }

    /**
     * How far the claim has got is to be committed though nothing of it may have ended: in the next
     * transaction, before what ends from here on. One of which no more is begun need not be.
     */
    public void renew(Claim claim) {
        if (claim.isOpen() && !claim.isRetired()) {
            claim.renew();
            batches.add(new Renewed<>(claim));
        }
    }

    /** Whether something may be gathered. */
    public boolean canGather() {
        return batches.canGather();
    }

    /** Whether it is worth waking somebody to gather: much has ended, or nothing more will soon. */
    public boolean isDue() {
        return batches.isDue(!jobs.isAnyRunning() && !jobs.isAnyReady());
    }

    /**
     * Gathers what has ended into the batch under way, or into a new one; returns the jobs that are
     * new in it. From here on it counts as finished.
     */
    public List<EndedJob<J, R>> gather(long nowNanos) {
        return batches.gather(nowNanos);
    }

    /**
     * Until the batch under way is to be sealed, {@link Long#MAX_VALUE} if there is none. At once
     * when it is full; when nothing has ended or could be begun, at once too, unless it follows
     * right after another: then in a moment; else when it is old enough.
     */
    public long nanosUntilSeal(long nowNanos) {
        return batches.nanosUntilSeal(canBegin(), nowNanos);
    }

    /** The batch under way, to which nothing is added any more. */
    public Batch<J, R, V> seal() {
        return batches.seal();
    }

    /** Whether all claims of the batch under way are still open: see {@link OpenBatch#isHeld}. */
    public boolean isHeld() {
        return batches.isHeld();
    }

    /** The batch under way is committed. */
    public void committed() {
        batches.end();
    }

    /**
     * The batch under way never will be. Its offsets count as finished under their claims, which
     * are of no more use, and only the broker knows how far others have got: all are released.
     */
    public void aborted() {
        committed();
        releaseAll();
    }

    /** Whether nothing runs, and nothing waits for a transaction or for the end of one. */
    public boolean isSettled() {
        return !jobs.isAnyRunning() && batches.isEmpty();
    }

    /** Whether something of the claim has ended, or is told again, and its transaction has not. */
    public boolean isOwing(Claim claim) {
        return claim.isOpen() && claim.withBeside().anyMatch(Claim::isOwing);
    }

    /** The job the claim's progress waits for, if it is not waiting for a transaction. */
    public Optional<Ticket<J>> oldest(Claim claim) {
        return jobs.oldest(claim);
    }

    /** What the claim, and the one beside it, need to get on, if they have not for long. */
    public HoldUp<J> holdUp(Claim claim) {
        return first(claim, batches::first, HoldUp.Uncommitted::new)
                .or(() -> first(claim, jobs::firstRunning, HoldUp.Running::new))
                .or(() -> first(claim, jobs::firstReady, HoldUp.Ready::new))
                .orElseGet(HoldUp.Nothing::new);
    }

    private Optional<HoldUp<J>> first(
            Claim claim,
            Function<Claim, Optional<Ticket<J>>> search,
            Function<Ticket<J>, HoldUp<J>> found) {
        return claim.withBeside().flatMap(it -> search.apply(it).stream()).findFirst().map(found);
    }
}
