package dev.pointsman.worker.kafka;

import dev.pointsman.worker.state.PartitionState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of which partitions jobs are forgotten too early: one that is published again would then be
 * run again. Owned by the poll thread.
 */
final class ForgottenJobs {
    private static final Logger LOGGER = LoggerFactory.getLogger(ForgottenJobs.class);

    /** Where there is no room for one there is none for many. */
    private static final Duration SAID_AGAIN_AFTER = Duration.ofMinutes(1);

    private final Map<TopicPartition, Said> said = new HashMap<>();

    /**
     * Says so of each partition of which it has not been said for a while.
     *
     * @param states those that are ours
     */
    void tell(Map<TopicPartition, PartitionState> states, long nowNanos) {
        said.keySet().retainAll(states.keySet());
        states.forEach((partition, state) -> tell(partition, state.forgottenEarly(), nowNanos));
    }

    private void tell(TopicPartition partition, long forgotten, long nowNanos) {
        var last = said.get(partition);
        var before = last == null ? 0 : last.forgotten;
        if (forgotten == before
                || (last != null && nowNanos - last.nanos < SAID_AGAIN_AFTER.toNanos())) {
            return;
        }
        said.put(partition, new Said(forgotten, nowNanos));
        LOGGER.atWarn()
                .addKeyValue("partition", partition)
                .addKeyValue("forgotten", forgotten - before)
                .log(
                        "jobs are forgotten before their window of duplicates is over: a larger"
                                + " pointsman.state.max-remembered-jobs, a shorter duplicates in the"
                                + " tenants file, or more partitions if it is one tenant with more"
                                + " than 10,000 in one");
    }

    private record Said(long forgotten, long nanos) {}
}
