package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.JobCancel;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.worker.job.DuplicateWindows;
import dev.pointsman.worker.state.ClaimState;
import dev.pointsman.worker.state.KnownCancel;
import dev.pointsman.worker.state.OnceJob;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is remembered of the jobs and cancels of a claim under their names. */
record Names(DuplicateWindows windows, ClaimState state) {
    /**
     * The job, if it is to be run once, however often it is published; none if its tenant does not
     * ask for that.
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
        return Optional.of(state.seen().job(job.identity(), record.offset(), at, window));
    }

    /**
     * The cancel. Of tenants that nobody knows none is kept: their jobs are not tried again, and
     * with made-up names a publisher would take everybody's room.
     */
    KnownCancel known(PolledJob polled, JobCancel cancel) {
        return state.cancels()
                .cancel(
                        cancel.identity(),
                        polled.key(),
                        polled.record().offset(),
                        windows.isKnown(cancel.tenant()),
                        windows.time().instant());
    }
}
