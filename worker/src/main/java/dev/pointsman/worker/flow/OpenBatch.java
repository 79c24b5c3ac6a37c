package dev.pointsman.worker.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** The jobs of the transaction under way, as they are gathered. Owned by its flow. */
final class OpenBatch<J, R, V> {
    private final List<EndedJob<J, R>> jobs = new ArrayList<>();
    private Optional<V> voucher = Optional.empty();

    /** Begins a new one, under this voucher however many others come while it is open. */
    void begin(Optional<V> latest) {
        voucher = latest;
    }

    /** The job counts as finished from here on. */
    void add(EndedJob<J, R> job) {
        job.ticket().claim().offsets().finish(job.ticket().offset());
        jobs.add(job);
    }

    int size() {
        return jobs.size();
    }

    boolean isHeld() {
        return jobs.stream().allMatch(job -> job.ticket().claim().isOpen());
    }

    Batch<J, R, V> seal() {
        var progress = new HashMap<Claim, Progress>();
        jobs.forEach(job ->
                progress.computeIfAbsent(
                        job.ticket().claim(), claim -> claim.offsets().progress()));
        return new Batch<>(jobs, progress, voucher.orElseThrow());
    }

    /** Its transaction has ended; returns what its results held of memory. */
    long end() {
        jobs.forEach(job -> job.ticket().claim().written(job.ticket().bytes()));
        var bytes = jobs.stream().mapToLong(EndedJob::bytes).sum();
        jobs.clear();
        return bytes;
    }
}
