package dev.pointsman.worker.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The jobs of the transaction under way, as they are gathered. Owned by its flow. */
final class OpenBatch<J, R, V> {
    private final List<EndedJob<J, R>> jobs = new ArrayList<>();
    private final List<Ticket<J>> cancels = new ArrayList<>();
    private final List<Claim> renewed = new ArrayList<>();
    private Optional<V> voucher = Optional.empty();

    /** Begins a new one, under this voucher however many others come while it is open. */
    void begin(Optional<V> latest) {
        voucher = latest;
    }

    /** It counts as finished from here on; a job is one of those that are new. */
    void add(Ended<J, R> ended, List<EndedJob<J, R>> more) {
        switch (ended) {
            case EndedJob<J, R> job -> {
                finish(job.ticket());
                jobs.add(job);
                more.add(job);
            }
            case EndedCancel<J, R> cancel -> {
                finish(cancel.ticket());
                cancels.add(cancel.ticket());
            }
            case Renewed<J, R>(var claim) -> renewed.add(claim);
        }
    }

    private static void finish(Ticket<?> ticket) {
        ticket.claim().offsets().finish(ticket.offset());
    }

    /** What of the claim's it finishes. */
    Stream<Ticket<J>> of(Claim claim) {
        return Stream.concat(jobs.stream().map(EndedJob::ticket), cancels.stream())
                .filter(ticket -> ticket.claim().equals(claim));
    }

    int size() {
        return jobs.size() + cancels.size() + renewed.size();
    }

    /**
     * Whether all claims of it are still open. To be asked when its progress is in the transaction,
     * before that is committed; if not, it is to be aborted. The voucher is not enough: a member
     * that is told to give up partitions twice in a row keeps its epoch meanwhile (KIP-848 as of
     * broker 4.4.0), and with a member's own epoch a broker takes whatever partition, though it be
     * another's by then. A claim that is released after this was asked does no harm: the
     * partition's next owner waits for the end of the transaction.
     */
    boolean isHeld() {
        return jobs.stream().allMatch(job -> job.ticket().claim().isOpen())
                && cancels.stream().allMatch(cancel -> cancel.claim().isOpen())
                && renewed.stream().allMatch(Claim::isOpen);
    }

    Batch<J, R, V> seal() {
        var progress = new HashMap<Claim, Progress>();
        jobs.forEach(job -> add(progress, job.ticket().claim()));
        cancels.forEach(cancel -> add(progress, cancel.claim()));
        renewed.forEach(claim -> add(progress, claim));
        List.copyOf(progress.keySet())
                .forEach(claim -> claim.beside().ifPresent(it -> add(progress, it)));
        return new Batch<>(jobs, cancels, renewed, progress, voucher.orElseThrow());
    }

    private static void add(Map<Claim, Progress> progress, Claim claim) {
        progress.computeIfAbsent(claim, its -> its.offsets().progress());
    }

    /** Its transaction has ended; returns what its results held of memory. */
    long end() {
        jobs.forEach(job -> job.ticket().claim().written(job.ticket().bytes()));
        cancels.forEach(cancel -> cancel.claim().written(cancel.bytes()));
        renewed.forEach(Claim::renewed);
        var bytes = jobs.stream().mapToLong(EndedJob::bytes).sum();
        jobs.clear();
        cancels.clear();
        renewed.clear();
        return bytes;
    }
}
