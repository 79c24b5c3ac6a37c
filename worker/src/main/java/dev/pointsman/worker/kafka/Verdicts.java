package dev.pointsman.worker.kafka;

import dev.pointsman.worker.context.Origin;
import dev.pointsman.worker.job.FinishedJob;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * How jobs end that are taken again, since it is known what came of them and that was not
 * committed. No more than are in flight. Safe on every thread.
 */
final class Verdicts {
    private final Map<Origin, FinishedJob> verdicts = new ConcurrentHashMap<>();

    /** This is how the job ends, without being run; without its log, which may be large. */
    void add(DoneJob job) {
        verdicts.put(job.polled().origin(), job.finished().silenced());
    }

    /** Asked for every job, and hardly ever answered. */
    Optional<FinishedJob> of(Origin origin) {
        return verdicts.isEmpty() ? Optional.empty() : Optional.ofNullable(verdicts.get(origin));
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
