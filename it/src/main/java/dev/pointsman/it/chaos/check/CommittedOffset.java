package dev.pointsman.it.chaos.check;

import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.ProgressCodec;
import dev.pointsman.worker.flow.ProgressReading;
import java.util.Optional;

/**
 * What the group says of a partition of the jobs topic.
 *
 * @param offset everything before it is finished
 * @param metadata what is finished beyond it, as the worker wrote it
 */
public record CommittedOffset(int partition, long offset, String metadata) {
    /** What is finished; nothing if it cannot be read. */
    Optional<Progress> progress() {
        return switch (ProgressCodec.read(offset, metadata)) {
            case ProgressReading.Ours(var progress) -> Optional.of(progress);
            case ProgressReading.Foreign _, ProgressReading.Unreadable _ -> Optional.empty();
        };
    }
}
