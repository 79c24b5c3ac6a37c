package dev.pointsman.it.chaos.check;

import static dev.pointsman.it.chaos.check.AnomalyKind.DUPLICATED;
import static dev.pointsman.it.chaos.check.AnomalyKind.LOST;
import static dev.pointsman.it.chaos.check.AnomalyKind.REORDERED;
import static dev.pointsman.it.chaos.check.AnomalyKind.STATE_WRONG;
import static dev.pointsman.it.chaos.check.AnomalyKind.TORN;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.JobResultCodec;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Reading;
import dev.pointsman.it.chaos.jobs.Answer;
import dev.pointsman.it.chaos.jobs.Places;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Whether each result is the one of a job, and in its turn. Owned by one thread. */
final class ResultCheck {
    private final JobLedger jobs;
    private final Findings findings;
    private final Map<String, Long> lastOfLane = new HashMap<>();

    ResultCheck(JobLedger jobs, Findings findings) {
        this.jobs = jobs;
        this.findings = findings;
    }

    void accept(ConsumerRecord<byte[], byte[]> record) {
        switch (JobResultCodec.read(record.headers(), Places.payload(record.value()))) {
            case Reading.Accepted(var result) -> accept(record, result);
            case Reading.Rejected<JobResult>(var rejection) ->
                    findings.add(
                            DUPLICATED,
                            at(record) + " is no result of any job: " + rejection.detail());
        }
    }

    private void accept(ConsumerRecord<byte[], byte[]> record, JobResult result) {
        var id = result.id().value();
        var job = is(result, ErrorCode.DUPLICATE) ? jobs.nextAgain(id) : jobs.find(id);
        if (job.isEmpty()) {
            findings.add(DUPLICATED, at(record) + " is a result of " + result.id() + ", no job");
            return;
        }
        var entry = job.get();
        if (!entry.answered(record.partition(), record.offset())) {
            findings.add(DUPLICATED, at(record) + " is one more result of " + entry);
            return;
        }
        if (entry.isWithdrawable() && is(result, ErrorCode.WITHDRAWN)) {
            // It passes those before it in its lane; what it would have been does not matter.
            withdrawn(record, entry, result.execution().attempt());
            return;
        }
        compare(record, entry, result);
        attempts(record, entry, result.execution().attempt());
        if (!(entry.isWithdrawable() && is(result, ErrorCode.DUPLICATE))) {
            // One that is withdrawn, and a duplicate besides, has passed the others too.
            order(record, entry);
        }
    }

    /** It may have had fewer attempts than it was to have, and no more. */
    private void withdrawn(ConsumerRecord<byte[], byte[]> record, JobEntry job, int attempt) {
        if (attempt > job.expectedAttempts()) {
            attempts(record, job, attempt);
        }
        job.withdrawn(attempt);
    }

    private static boolean is(JobResult result, ErrorCode code) {
        return result.outcome() instanceof Outcome.Cancelled(var found, _) && found == code;
    }

    /** Tenant, key, outcome and value. */
    private void compare(ConsumerRecord<byte[], byte[]> record, JobEntry job, JobResult result) {
        var found = Answer.Fingerprint.of(result.outcome(), result.tenant(), Places.key(record));
        if (!found.equals(job.expected())) {
            findings.add(
                    isMiscounted(job, result) ? STATE_WRONG : LOST,
                    at(record) + " answers " + found + ", expected " + job.expected() + ": " + job);
        } else if (!job.lane().isEmpty() && record.partition() != job.partition()) {
            findings.add(LOST, at(record) + " is not in the partition of " + job);
        }
    }

    /** One that was forgotten is one too many, and one that was never made is one too few. */
    private void attempts(ConsumerRecord<byte[], byte[]> record, JobEntry job, int found) {
        if (found != job.expectedAttempts()) {
            findings.add(
                    TORN,
                    at(record)
                            + " is of attempt "
                            + found
                            + ", expected "
                            + job.expectedAttempts()
                            + ": "
                            + job);
        }
    }

    /** It went wrong by what it was left, and not by itself. */
    private static boolean isMiscounted(JobEntry job, JobResult result) {
        return job.isCounter() && result.outcome() instanceof Outcome.Succeeded;
    }

    private void order(ConsumerRecord<byte[], byte[]> record, JobEntry job) {
        if (job.lane().isEmpty()) {
            return;
        }
        var last = lastOfLane.merge(job.lane(), job.offset(), Math::max);
        if (last > job.offset()) {
            findings.add(
                    REORDERED,
                    at(record) + ", lane " + job.lane() + ": " + job + " ended after " + last);
        }
    }

    private static String at(ConsumerRecord<byte[], byte[]> record) {
        return Places.of(record);
    }
}
