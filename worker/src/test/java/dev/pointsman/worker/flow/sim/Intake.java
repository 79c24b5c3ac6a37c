package dev.pointsman.worker.flow.sim;

import static java.util.Objects.requireNonNull;

import dev.pointsman.worker.flow.Claim;
import dev.pointsman.worker.flow.Flow;
import dev.pointsman.worker.flow.FlowLimits;
import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.Ticket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A worker's flow, which its sides share, until a fatal error puts a new one in its place. */
final class Intake {
    private final FlowLimits limits;
    private final boolean isOrdered;
    private final Map<Integer, Claim> claims = new TreeMap<>();
    private final Map<Claim, Integer> homes = new HashMap<>();
    private final Map<Integer, RetryClaim> retryClaims = new TreeMap<>();
    private final Map<JobId, Integer> attempts = new HashMap<>();
    private final Map<Integer, Names> names = new TreeMap<>();
    private final Map<Claim, List<PublishedJob>> cancels = new HashMap<>();
    private Flow<PublishedJob, List<Line>, Voucher> flow;
    private Voucher latest = new Voucher("nobody", 0);
    private boolean ready;
    private int restarts;

    /**
     * @param isOrdered whether jobs keep their key's order while they wait for another attempt
     */
    Intake(FlowLimits limits, boolean isOrdered) {
        this.limits = limits;
        this.isOrdered = isOrdered;
        this.flow = new Flow<>(limits, PublishedJob::owner);
    }

    FlowLimits limits() {
        return limits;
    }

    Flow<PublishedJob, List<Line>, Voucher> flow() {
        return flow;
    }

    /** Whether the producer has begun, so that committed offsets say how far this worker got. */
    boolean isReady() {
        return ready;
    }

    void ready() {
        ready = true;
    }

    /** Nothing that was taken is of any use: all begins again at the committed offsets. */
    void startAnew() {
        flow = new Flow<>(limits, PublishedJob::owner);
        claims.clear();
        homes.clear();
        retryClaims.clear();
        ready = false;
        restarts++;
    }

    /** How often all began again. */
    int restarts() {
        return restarts;
    }

    /**
     * The partition is ours.
     *
     * @param known of its jobs and cancels, as whoever owned it before has committed it
     */
    void claim(int partition, Progress begun, Progress retries, Names known) {
        var claim = flow.claim(begun);
        claims.put(partition, claim);
        homes.put(claim, partition);
        names.put(partition, known);
        var beside = flow.later().claim(claim, retries);
        if (isOrdered) {
            flow.later().order().await(claim);
        }
        retryClaims.put(partition, new RetryClaim(partition, beside, retries));
        flow.renew(claim);
    }

    /** Which partition each claim is on. */
    Map<Claim, Integer> homes() {
        return homes;
    }

    /** Which jobs of the partition, which has to be claimed, are done. */
    Names names(int partition) {
        return requireNonNull(names.get(partition));
    }

    /** The cancel of a partition that is claimed has been looked into. */
    void lookedInto(PublishedJob cancel) {
        claim(cancel.id().partition())
                .ifPresent(claim -> {
                    cancels.computeIfAbsent(claim, _ -> new ArrayList<>()).add(cancel);
                    names(cancel.id().partition()).lookedInto(cancel);
                });
    }

    /** Whether a cancel of the job has been looked into under its claim. */
    boolean isCancelled(Ticket<PublishedJob> ticket) {
        var job = ticket.job();
        return claim(job.id().partition())
                .filter(claim -> claim.beside().equals(Optional.of(ticket.claim())))
                .stream()
                .flatMap(claim -> cancels.getOrDefault(claim, List.of()).stream())
                .anyMatch(job::isCancelledBy);
    }

    /** Those that are not released. */
    List<RetryClaim> retryClaims() {
        return retryClaims.values().stream().filter(its -> its.claim().isOpen()).toList();
    }

    /** The job on the attempt that this process thinks it is, which has never failed. */
    PublishedJob remembered(PublishedJob job) {
        return job.onAttempt(attempts.merge(job.id(), 1, Integer::sum) + 1);
    }

    /** What is held of the partition; none if it is to be claimed, first or anew. */
    Optional<Claim> claim(int partition) {
        return Optional.ofNullable(claims.get(partition)).filter(Claim::isOpen);
    }

    void release(int partition) {
        claim(partition).ifPresent(flow::release);
        claims.remove(partition);
    }

    /** Keeps the claim, and says it is gone. */
    void forget(int partition) {
        claims.remove(partition);
    }

    /** What the group says now; no voucher, for claims that are held may be gone by it. */
    void told(Voucher voucher) {
        latest = voucher;
    }

    Voucher latest() {
        return latest;
    }
}
