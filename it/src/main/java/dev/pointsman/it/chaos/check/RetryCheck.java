package dev.pointsman.it.chaos.check;

import static dev.pointsman.it.chaos.check.AnomalyKind.TORN;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Counts each job's retries: those that are there, and those that were seen before they were
 * deleted. Owned by one thread.
 */
final class RetryCheck {
    private final EffectCheck effects;
    private final Findings findings;
    private final Set<SeenRetry> there = new HashSet<>();
    private int deleted;

    RetryCheck(EffectCheck effects, Findings findings) {
        this.effects = effects;
        this.findings = findings;
    }

    /** One that is there. */
    void accept(ConsumerRecord<byte[], byte[]> record) {
        there.add(SeenRetry.of(record));
    }

    /**
     * Counts all of them, unless some are missing: then it says so, and counts none.
     *
     * @param beginnings all from these on is there; asked after it was read, since workers delete
     *     meanwhile
     */
    List<String> count(SeenRetries seen, Offsets beginnings) {
        var missing = seen.deletedUnseen(beginnings);
        if (missing.isEmpty()) {
            seen.all().forEach(retry -> seen(retry, beginnings));
            there.forEach(retry -> unseen(retry, seen));
        }
        return missing;
    }

    /** How many of those counted were deleted. */
    int deleted() {
        return deleted;
    }

    private void seen(SeenRetry retry, Offsets beginnings) {
        effects.retry(retry);
        if (there.remove(retry)) {
            return;
        }
        if (retry.offset() < beginnings.of(retry.partition())) {
            deleted++;
        } else {
            findings.add(TORN, retry + " was seen during the run and is not there");
        }
    }

    private void unseen(SeenRetry retry, SeenRetries seen) {
        effects.retry(retry);
        if (seen.hasPassed(retry)) {
            findings.add(TORN, retry + " was not seen by a reader that passed it during the run");
        }
    }
}
