package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.JobRequest;
import dev.pointsman.worker.job.DuplicateWindows;
import dev.pointsman.worker.state.ClaimSeen;
import dev.pointsman.worker.state.OnceJob;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which jobs of a claim are to be run once, however often they are published. */
record Duplicates(DuplicateWindows windows, ClaimSeen seen) {
    /**
     * The job's part in this; none if its tenant does not ask for it.
     *
     * <p>A publisher chooses the time of its records. One in the future would be remembered for
     * longer than the policy says, so that it counts as now; one in the past only finds more.
     */
    Optional<OnceJob> once(ConsumerRecord<byte[], byte[]> record, JobRequest job) {
        var window = windows.of(job.tenant());
        if (window.isZero()) {
            return Optional.empty();
        }
        var now = windows.time().millis();
        var at = Instant.ofEpochMilli(Math.clamp(record.timestamp(), 0, now));
        return Optional.of(seen.job(job.identity(), record.offset(), at, window));
    }
}
