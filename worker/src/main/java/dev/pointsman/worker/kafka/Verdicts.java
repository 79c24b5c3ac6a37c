package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.context.Origin;
import dev.pointsman.worker.job.FinishedJob;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * How jobs end that are taken again, since it is known what came of them and that was not
 * committed; and whose jobs are not to be seen before they are. No more than are in flight, and as
 * many tenants as policies name. Safe on every thread.
 */
final class Verdicts {
    private static final Duration WARNINGS_LAST = Duration.ofMinutes(10);

    private final Map<Origin, FinishedJob> verdicts = new ConcurrentHashMap<>();
    private final Map<TenantId, Instant> warned = new ConcurrentHashMap<>();
    private final InstantSource time;

    Verdicts(InstantSource time) {
        this.time = time;
    }

    /** This is how the job ends, without being run; without its log, which may be large. */
    void add(DoneJob job) {
        verdicts.put(job.polled().origin(), job.finished().silenced());
    }

    /** Asked for every job, and hardly ever answered. */
    Optional<FinishedJob> of(Origin origin) {
        return verdicts.isEmpty() ? Optional.empty() : Optional.ofNullable(verdicts.get(origin));
    }

    /**
     * Everybody's transaction was lost, for others had seen what this job kept. From now on those
     * of its tenant that keep something are not seen before they are committed.
     */
    void warn(FinishedJob seen) {
        seen.state().scope().ifPresent(it -> warned.put(it.tenant(), time.instant()));
    }

    /**
     * Whether the next of its key may begin only when this one is committed. Asked of every job.
     */
    boolean isToCommitFirst(FinishedJob job) {
        return !warned.isEmpty()
                && job.state().scope().filter(it -> isWarned(it.tenant())).isPresent();
    }

    private boolean isWarned(TenantId tenant) {
        var since = warned.get(tenant);
        return since != null && since.plus(WARNINGS_LAST).isAfter(time.instant());
    }

    /** These jobs are committed. */
    void carriedOut(List<DoneJob> jobs) {
        if (!verdicts.isEmpty()) {
            jobs.forEach(job -> verdicts.remove(job.polled().origin()));
        }
    }

    /** These partitions are others' now, who find out for themselves. */
    void forget(Collection<TopicPartition> partitions) {
        verdicts.keySet()
                .removeIf(
                        it -> partitions.contains(new TopicPartition(it.topic(), it.partition())));
    }
}
