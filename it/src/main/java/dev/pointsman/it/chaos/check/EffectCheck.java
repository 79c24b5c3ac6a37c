package dev.pointsman.it.chaos.check;

import static dev.pointsman.it.chaos.check.AnomalyKind.TORN;

import dev.pointsman.contracts.HeaderName;
import dev.pointsman.it.chaos.jobs.Places;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Whether dead letters, retries and published records are those of a job. Owned by one thread. */
final class EffectCheck {
    private final JobLedger jobs;
    private final Findings findings;

    EffectCheck(JobLedger jobs, Findings findings) {
        this.jobs = jobs;
        this.findings = findings;
    }

    void deadLetter(ConsumerRecord<byte[], byte[]> letter) {
        var origin =
                Places.header(letter, "__pointsman.errors.partition")
                        + "@"
                        + Places.header(letter, "__pointsman.errors.offset");
        atPlace(origin)
                .ifPresentOrElse(
                        job -> putAside(job, letter),
                        () -> stray(Places.of(letter), "dead letter of " + origin));
    }

    private void putAside(JobEntry job, ConsumerRecord<byte[], byte[]> letter) {
        job.putAside();
        if (!job.hasContentOf(letter)) {
            findings.add(
                    TORN,
                    Places.of(letter)
                            + " is a dead letter of "
                            + job
                            + " with other bytes than its");
        }
    }

    void retry(SeenRetry retry) {
        atPlace(retry.origin())
                .ifPresentOrElse(
                        JobEntry::putOff, () -> stray(retry, "retry of " + retry.origin()));
    }

    void event(ConsumerRecord<byte[], byte[]> event) {
        var id = Places.header(event, HeaderName.CAUSATION_ID);
        var tenant = Places.header(event, HeaderName.TENANT);
        var job =
                jobs.find(id)
                        .filter(entry -> entry.expected().tenant().equals(tenant))
                        .filter(_ -> Places.header(event, HeaderName.ID).startsWith(id + ":"));
        job.ifPresentOrElse(
                JobEntry::published,
                () -> stray(Places.of(event), "event of " + id + " for " + tenant));
    }

    private Optional<JobEntry> atPlace(String origin) {
        var at = origin.indexOf('@');
        try {
            var partition = Integer.parseInt(origin.substring(0, at));
            var offset = Long.parseLong(origin.substring(at + 1));
            return jobs.in(partition, offset);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private void stray(Object place, String what) {
        findings.add(TORN, place + " is a " + what + ", which is no job");
    }
}
