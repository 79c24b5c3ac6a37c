package dev.pointsman.worker.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The jobs of one transaction that become less, for some of their records cannot be written. One
 * that ends with an error instead loses what it kept; if others have seen it by then, the
 * transaction must not be committed, and all are run again, these with the error at once. Owned by
 * the thread of the transactions.
 */
final class Replacements {
    private final JobRecords records;
    private final Verdicts verdicts;
    private final List<DoneJob> replaced = new ArrayList<>();
    private Optional<DoneJob> seen = Optional.empty();

    Replacements(JobRecords records, Verdicts verdicts) {
        this.records = records;
        this.verdicts = verdicts;
    }

    /** The same job with this end, if it is another. */
    OutgoingJob replace(OutgoingJob job, DoneJob other) {
        if (other.equals(job.job())) {
            return job;
        }
        if (other.leavesAllOf(job.job())) {
            return records.outgoing(other);
        }
        replaced.add(other);
        if (!job.job().finished().state().withdraw()) {
            seen = Optional.of(other);
            verdicts.warn(job.job().finished());
        }
        return records.outgoing(other);
    }

    /** Whether nobody has seen the state of a job that is not to have left any. */
    void requireUnseen() {
        if (seen.isPresent()) {
            replaced.forEach(verdicts::add);
            throw new SeenTooEarly(seen.get());
        }
    }
}
