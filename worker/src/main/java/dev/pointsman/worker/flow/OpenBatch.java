package dev.pointsman.worker.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The jobs of the transaction under way, as they are gathered. They are counted by claim meanwhile,
 * so that its end need not walk over thousands of jobs while all threads wait for that. Owned by
 * its flow.
 */
final class OpenBatch<J, R, V> {
    private final List<EndedJob<J, R>> jobs = new ArrayList<>();
    private final List<Ticket<J>> cancels = new ArrayList<>();
    private final List<Claim> renewed = new ArrayList<>();
    private final Map<Claim, Part<J>> parts = new HashMap<>();
    private long resultBytes;
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
                resultBytes += job.bytes();
                more.add(job);
            }
            case EndedCancel<J, R> cancel -> {
                finish(cancel.ticket());
                cancels.add(cancel.ticket());
            }
            case Renewed<J, R>(var claim) -> renewed.add(claim);
        }
    }

    private void finish(Ticket<J> ticket) {
        ticket.claim().offsets().finish(ticket.offset());
        parts.computeIfAbsent(ticket.claim(), _ -> new Part<>(ticket)).add(ticket);
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
        return parts.keySet().stream().allMatch(Claim::isOpen)
                && renewed.stream().allMatch(Claim::isOpen);
    }

    Batch<J, R, V> seal() {
        var progress = new HashMap<Claim, Progress>();
        parts.keySet().forEach(claim -> add(progress, claim));
        renewed.forEach(claim -> add(progress, claim));
        List.copyOf(progress.keySet())
                .forEach(claim -> claim.beside().ifPresent(it -> add(progress, it)));
        return new Batch<>(jobs, cancels, renewed, firsts(), progress, voucher.orElseThrow());
    }

    private Map<Claim, Ticket<J>> firsts() {
        var firsts = new HashMap<Claim, Ticket<J>>();
        parts.forEach((claim, part) -> firsts.put(claim, part.first));
        return firsts;
    }

    private static void add(Map<Claim, Progress> progress, Claim claim) {
        progress.computeIfAbsent(claim, its -> its.offsets().progress());
    }

    /** Its transaction has ended; returns what its results held of memory. */
    long end() {
        parts.forEach((claim, part) -> claim.written(part.finished, part.bytes));
        renewed.forEach(Claim::renewed);
        var bytes = resultBytes;
        parts.clear();
        jobs.clear();
        cancels.clear();
        renewed.clear();
        resultBytes = 0;
        return bytes;
    }

    /** What it finishes of one claim. */
    private static final class Part<J> {
        private final Ticket<J> first;
        private int finished;

        /** What these hold of memory. */
        private long bytes;

        Part(Ticket<J> first) {
            this.first = first;
        }

        void add(Ticket<J> ticket) {
            finished++;
            bytes += ticket.bytes();
        }
    }
}
