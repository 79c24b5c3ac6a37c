package dev.pointsman.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.JobCancel;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRecord;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.contracts.Rejection;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.testing.TestingContexts;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where jobs come from, and whose word their tenant is. */
class JobTopicsTest {
    private static final JobTopics ONE = JobTopics.one("jobs");
    private static final JobTopics OF_TENANTS = new JobTopics("eu.jobs", "eu.retries", true);

    @ParameterizedTest
    @ValueSource(strings = {"eu.jobs.acme", "eu.jobs.a", "eu.jobs.a-1"})
    void aTopicOfATenantIsNamedAfterIt(String topic) {
        assertThat(OF_TENANTS.includes(topic)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eu.jobs",
                "eu.jobs.",
                "eu.jobs.Acme",
                "eu.jobs.acme.dlq",
                "euxjobs.acme",
                "eu.jobs.-a",
                "x.eu.jobs.acme",
                "jobs.acme",
            })
    void noOtherTopicIsOne(String topic) {
        assertThat(OF_TENANTS.includes(topic)).isFalse();
    }

    @Test
    void aJobInTheTopicOfItsTenantIsOne() {
        var reading = accepted(TestingContexts.ACME);

        assertThat(OF_TENANTS.agreed("eu.jobs.acme", reading)).isSameAs(reading);
    }

    @Test
    void aJobThatNamesAnotherTenantThanItsTopicIsNone() {
        var agreed = OF_TENANTS.agreed("eu.jobs.acme", accepted(TestingContexts.GLOBEX));

        assertThat(agreed)
                .isInstanceOfSatisfying(
                        Reading.Rejected.class,
                        rejected -> {
                            assertThat(rejected.rejection().detail())
                                    .isEqualTo(
                                            "ce_tenant: globex (expected: acme, whose topic"
                                                    + " 'eu.jobs.acme' is)");
                            assertThat(rejected.rejection().tenant())
                                    .isEqualTo(Optional.of(TestingContexts.ACME));
                            assertThat(rejected.rejection().id())
                                    .isEqualTo(Optional.of(new JobId("1")));
                        });
    }

    /** Its job's id is not its own. */
    @Test
    void aCancelThatNamesAnotherTenantThanItsTopicIsNoneAndNotAnsweredUnderTheJobsId() {
        var cancel = new JobCancel(new JobId("1"), TestingContexts.GLOBEX, "urn:test");

        var agreed = OF_TENANTS.agreed("eu.jobs.acme", new Reading.Accepted<>(cancel));

        var rejection = ((Reading.Rejected<JobRecord>) agreed).rejection();
        assertThat(rejection.detail()).startsWith("ce_tenant: globex (expected: acme");
        assertThat(rejection.tenant()).contains(TestingContexts.ACME);
        assertThat(rejection.id()).isEmpty();
    }

    @Test
    void whatIsNoJobIsAnsweredToTheTenantOfItsTopicWhateverItNames() {
        var forged =
                new Rejection(
                        Rejection.Kind.MISSING,
                        "ce_module",
                        Optional.empty(),
                        Optional.of(TestingContexts.GLOBEX));

        var agreed = OF_TENANTS.agreed("eu.jobs.acme", new Reading.Rejected<>(forged));

        assertThat(((Reading.Rejected<JobRecord>) agreed).rejection().tenant())
                .contains(TestingContexts.ACME);
    }

    @Test
    void inOneTopicForAllTheHeaderCounts() {
        var reading = accepted(TestingContexts.GLOBEX);

        assertThat(ONE.agreed("jobs", reading)).isSameAs(reading);
        assertThat(ONE.includes("jobs")).isTrue();
        assertThat(ONE.includes("jobs.acme")).isFalse();
    }

    private static Reading<JobRecord> accepted(TenantId tenant) {
        return new Reading.Accepted<>(TestingContexts.request(tenant, "1", Payload.EMPTY));
    }
}
