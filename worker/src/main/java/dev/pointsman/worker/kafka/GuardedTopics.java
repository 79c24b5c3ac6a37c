package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.TenantId;
import java.util.Optional;
import java.util.Set;

/**
 * The topics to which guests publish nothing, whatever their policy says. Immutable, so safe on
 * every thread.
 *
 * @param ofWorkers those that workers alone write to
 * @param ofJobs where jobs come from, and wait for another attempt
 */
record GuardedTopics(Set<String> ofWorkers, JobTopics ofJobs) {
    /**
     * So begin the topics of brokers and of what belongs to them. A broker refuses a record to its
     * own, but in the transaction of everybody.
     */
    private static final String KAFKAS = "__";

    GuardedTopics {
        ofWorkers = Set.copyOf(ofWorkers);
    }

    /**
     * Why nothing of this tenant's is published to the topic, in a sentence for the job; none if it
     * may be. Asked for every published record.
     */
    Optional<String> refusal(String topic, Optional<TenantId> tenant) {
        if (topic.startsWith(KAFKAS)) {
            return Optional.of("topic " + topic + " is Kafka's own");
        }
        if (ofWorkers.contains(topic) || ofJobs.isOfRetries(topic)) {
            return Optional.of("topic " + topic + " is the workers' own");
        }
        return isOfOthersJobs(topic, tenant)
                ? Optional.of("topic " + topic + " is for another tenant's jobs")
                : Optional.empty();
    }

    /** Whose jobs are on a topic of one tenant, its cluster guards: not past it, by way of ours. */
    private boolean isOfOthersJobs(String topic, Optional<TenantId> tenant) {
        return ofJobs.includes(topic)
                && ofJobs.owner(topic)
                        .filter(owner -> !tenant.equals(Optional.of(owner)))
                        .isPresent();
    }
}
