package dev.pointsman.worker.flow.sim;

import dev.pointsman.worker.flow.Batch;
import dev.pointsman.worker.flow.Claim;
import dev.pointsman.worker.flow.EndedJob;
import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.ProgressCodec;
import dev.pointsman.worker.flow.Ticket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How far partitions have got with a batch.
 *
 * @param begun those of them that are marked as begun
 * @param cancels those that end with it, and are remembered
 */
record DueOffsets(
        Map<Integer, CommittedOffset> offsets, Set<Integer> begun, List<PublishedJob> cancels) {
    DueOffsets {
        offsets = Map.copyOf(offsets);
        begun = Set.copyOf(begun);
        cancels = List.copyOf(cancels);
    }

    DueOffsets(Map<Integer, CommittedOffset> offsets, Set<Integer> begun) {
        this(offsets, begun, List.of());
    }

    /**
     * Those of the batch.
     *
     * @param homes which partition a claim is on
     */
    static DueOffsets of(
            Batch<PublishedJob, List<Line>, Voucher> batch, Map<Claim, Integer> homes) {
        var offsets = new TreeMap<Integer, CommittedOffset>();
        batch.firsts().values().forEach(ticket -> add(offsets, ticket, batch.progress()));
        batch.jobs().forEach(job -> addRetries(offsets, job, batch.progress()));
        var begun = new TreeSet<Integer>();
        for (var claim : batch.renewed()) {
            var partition = homes.get(claim);
            begun.add(partition);
            offsets.put(partition, offset(batch.progress().get(claim)));
            offsets.put(
                    RetriesTopic.number(partition),
                    offset(batch.progress().get(claim.beside().orElseThrow())));
        }
        return new DueOffsets(offsets, begun, batch.cancels().stream().map(Ticket::job).toList());
    }

    /** Whoever writes a retry commits how far its partition has got. */
    private static void addRetries(
            Map<Integer, CommittedOffset> offsets,
            EndedJob<PublishedJob, List<Line>> job,
            Map<Claim, Progress> progress) {
        var retries = job.ticket().claim().beside();
        if (retries.isPresent() && job.result().stream().anyMatch(it -> it instanceof Line.Retry)) {
            offsets.computeIfAbsent(
                    RetriesTopic.number(job.ticket().job().id().partition()),
                    _ -> offset(progress.get(retries.get())));
        }
    }

    private static void add(
            Map<Integer, CommittedOffset> offsets,
            Ticket<PublishedJob> ticket,
            Map<Claim, Progress> progress) {
        var claim = ticket.claim();
        var partition = ticket.job().id().partition();
        var isRetry = claim.beside().isEmpty();
        offsets.put(
                isRetry ? RetriesTopic.number(partition) : partition, offset(progress.get(claim)));
    }

    /** As who does not know that. */
    DueOffsets withoutThoseOfRetries() {
        var bare = new TreeMap<>(offsets);
        bare.keySet().removeIf(number -> number < 0 && bare.get(number).offset() == 0);
        return new DueOffsets(bare, begun, cancels);
    }

    private static CommittedOffset offset(Progress progress) {
        var metadata = ProgressCodec.write(progress);
        Violation.unless(
                metadata.length() <= ProgressCodec.LONGEST_CHARS,
                "metadata of " + metadata.length() + " characters");
        return new CommittedOffset(progress.base(), metadata);
    }

    /** As who does not know of that. */
    DueOffsets withoutMarks() {
        return new DueOffsets(offsets, Set.of(), cancels);
    }

    /** Of the cancels, only these are remembered. */
    DueOffsets remembering(List<PublishedJob> some) {
        return new DueOffsets(offsets, begun, some);
    }

    /** As who does not remember cancels. */
    DueOffsets withoutCancels() {
        return new DueOffsets(offsets, begun, List.of());
    }

    /** As another tool would tell it, which knows of no other finished offsets. */
    DueOffsets withoutMetadata() {
        var bare = new TreeMap<>(offsets);
        bare.replaceAll((_, full) -> new CommittedOffset(full.offset(), ""));
        return new DueOffsets(bare, begun, cancels);
    }
}
