package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.testing.TestingContexts.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A policy may let a tenant publish to every topic there is, and yet some are not for guests. */
class GuardedTopicsTest {
    private static final GuardedTopics ONE_OF_JOBS = topics(false);
    private static final GuardedTopics ONE_A_TENANT = topics(true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eu.results",
                "eu.dead-letters",
                "eu.state",
                "eu.guest-logs",
                "eu.effects",
                "eu.retries",
            })
    void whatIsTheWorkersOwnIsNotForGuests(String topic) {
        assertThat(refusal(ONE_OF_JOBS, topic)).contains("topic " + topic + " is the workers' own");
        assertThat(refusal(ONE_A_TENANT, topic))
                .contains("topic " + topic + " is the workers' own");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__consumer_offsets",
                "__transaction_state",
                "__share_group_state",
                "__cluster_metadata",
                "__remote_log_metadata",
            })
    void whatIsKafkasOwnIsNotForGuests(String topic) {
        assertThat(refusal(ONE_OF_JOBS, topic)).contains("topic " + topic + " is Kafka's own");
    }

    /** Whoever writes there is believed how often a job was tried, and when it is due. */
    @ParameterizedTest
    @ValueSource(strings = {"eu.retries.acme", "eu.retries.globex"})
    void whereJobsOfATenantWaitIsNotForGuestsEither(String topic) {
        assertThat(refusal(ONE_A_TENANT, topic))
                .contains("topic " + topic + " is the workers' own");
    }

    /** Only who may write to a tenant's topic by the cluster's word speaks for the tenant. */
    @Test
    void anotherTenantsJobsAreNotForGuests() {
        assertThat(refusal(ONE_A_TENANT, "eu.jobs.globex"))
                .contains("topic eu.jobs.globex is for another tenant's jobs");
        assertThat(ONE_A_TENANT.refusal("eu.jobs.acme", Optional.empty())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eu.jobs.acme",
                "eu.jobs",
                "eu.jobs.",
                "eu.jobs.acme.events",
                "eu.retries.acme.events",
                "eu.retriesxacme",
                "jobs.globex",
                "events",
            })
    void itsOwnJobsAndEverythingElseAre(String topic) {
        assertThat(refusal(ONE_A_TENANT, topic)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu.jobs", "eu.jobs.globex", "eu.retries.acme"})
    void withOneTopicForAllThereAreNoneOfTenants(String topic) {
        assertThat(refusal(ONE_OF_JOBS, topic)).isEmpty();
    }

    private static Optional<String> refusal(GuardedTopics topics, String topic) {
        return topics.refusal(topic, Optional.of(ACME));
    }

    private static GuardedTopics topics(boolean jobsOfTenants) {
        return new KafkaSettings.Topics(
                        "eu.jobs",
                        "eu.results",
                        "eu.dead-letters",
                        "eu.state",
                        "eu.guest-logs",
                        "eu.effects",
                        "eu.retries",
                        jobsOfTenants)
                .guarded();
    }
}
