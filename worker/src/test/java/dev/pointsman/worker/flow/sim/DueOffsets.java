package dev.pointsman.worker.flow.sim;

import dev.pointsman.worker.flow.Batch;
import dev.pointsman.worker.flow.EndedJob;
import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.ProgressCodec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How far partitions have got with a batch. */
record DueOffsets(Map<Integer, CommittedOffset> offsets) {
    DueOffsets {
        offsets = Map.copyOf(offsets);
    }

    static DueOffsets of(Batch<PublishedJob, List<Line>, Voucher> batch) {
        var offsets = new TreeMap<Integer, CommittedOffset>();
        var jobs = batch.jobs().stream().map(EndedJob::ticket);
        Stream.concat(jobs, batch.cancels().stream())
                .forEach(ticket ->
                        offsets.computeIfAbsent(
                                ticket.job().id().partition(),
                                _ -> offset(batch.progress().get(ticket.claim()))));
        return new DueOffsets(offsets);
    }

    private static CommittedOffset offset(Progress progress) {
        var metadata = ProgressCodec.write(progress);
        Violation.unless(
                metadata.length() <= ProgressCodec.LONGEST_CHARS,
                "metadata of " + metadata.length() + " characters");
        return new CommittedOffset(progress.base(), metadata);
    }

    /** As another tool would tell it, which knows of no other finished offsets. */
    DueOffsets withoutMetadata() {
        var bare = new TreeMap<>(offsets);
        bare.replaceAll((_, full) -> new CommittedOffset(full.offset(), ""));
        return new DueOffsets(bare);
    }
}
