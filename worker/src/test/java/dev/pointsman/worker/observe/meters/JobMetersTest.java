package dev.pointsman.worker.observe.meters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.observe.TestingEnds;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is counted of jobs, under names that are public API. */
class JobMetersTest {
    private static final Outcome SUCCESS = new Outcome.Succeeded(Payload.ofUtf8("a secret"));

    @AutoClose private final Meters meters = new Meters();
    private final LabelledJobs jobs =
            new LabelledJobs(List.of(new JobMeters(meters.registry(), "jobs")));

    @Test
    void jobsAreCountedByModuleAndOutcome() {
        jobs.jobsEnded(
                List.of(
                        TestingEnds.run("acme", "echo", SUCCESS),
                        TestingEnds.run("acme", "echo", new Outcome.Failed(2, "no")),
                        TestingEnds.run("acme", "echo", SUCCESS)));
        jobs.jobsEnded(List.of(TestingEnds.run("acme", "echo", SUCCESS)));

        assertThat(scrape())
                .contains("pointsman_jobs_total{module=\"echo\",outcome=\"success\"} 3.0")
                .contains("pointsman_jobs_total{module=\"echo\",outcome=\"failure\"} 1.0");
    }

    @Test
    void aTenantIsALabelOfOneCounterOnly() {
        jobs.jobsEnded(List.of(TestingEnds.run("acme", "echo", SUCCESS)));

        assertThat(scrape().lines().filter(line -> line.contains("acme")))
                .containsExactly(
                        "pointsman_tenant_jobs_total{outcome=\"success\",tenant=\"acme\"} 1.0");
    }

    /** Where each tenant has a topic of jobs, too. */
    @Test
    void aTenantsTopicIsNoLabel() {
        jobs.jobsEnded(List.of(TestingEnds.from("jobs.acme", SUCCESS)));

        assertThat(scrape())
                .contains("messaging_destination_name=\"jobs\"")
                .doesNotContain("jobs.acme");
    }

    @Test
    void whatGuestsCountIsAddedUpByTenantAndName() {
        jobs.jobsEnded(List.of(TestingEnds.counting("acme", Map.of("orders", 2L, "lines", 28L))));
        jobs.jobsEnded(List.of(TestingEnds.counting("acme", Map.of("orders", 3L))));
        jobs.jobsEnded(List.of(TestingEnds.counting("globex", Map.of("orders", 1L))));

        assertThat(counts())
                .containsExactlyInAnyOrder(
                        "pointsman_tenant_counts_total{name=\"orders\",tenant=\"acme\"} 5.0",
                        "pointsman_tenant_counts_total{name=\"lines\",tenant=\"acme\"} 28.0",
                        "pointsman_tenant_counts_total{name=\"orders\",tenant=\"globex\"} 1.0");
    }

    @Test
    void aJobThatCameToNothingHasCountedNothing() {
        var job = TestingEnds.counting("acme", Map.of("orders", 2L));

        jobs.jobsEnded(List.of(job.failedWith(ErrorCode.PUBLISH_FAILED, "no")));

        assertThat(counts()).isEmpty();
    }

    /** Each version of a policy may name others. */
    @Test
    void namesThatChangeAllTheTimeAreOneSeriesInTheEnd() {
        IntStream.range(0, 2_000)
                .forEach(i ->
                        jobs.jobsEnded(List.of(TestingEnds.counting("acme", Map.of("n" + i, 1L)))));
        jobs.jobsEnded(List.of(TestingEnds.counting("acme", Map.of("n0", 1L))));

        assertThat(counts())
                .hasSize(1_001)
                .contains(
                        "pointsman_tenant_counts_total{name=\"n0\",tenant=\"acme\"} 2.0",
                        "pointsman_tenant_counts_total{name=\"_other\",tenant=\"_other\"} 1000.0");
    }

    /** A series for each module and each way to end would be zero for ever, nearly all of them. */
    @Test
    void attemptsThatAreFollowedByAnotherAreCountedFromTheFirstOn() {
        var failed = TestingEnds.run("acme", "echo", new Outcome.Failed(75, "later"));
        jobs.jobsEnded(List.of(TestingEnds.run("acme", "echo", SUCCESS), failed));
        var before = retries();

        jobs.jobsEnded(List.of(TestingEnds.triedAgain("acme", "echo")));
        jobs.jobsEnded(List.of(failed));

        assertThat(before).isEmpty();
        assertThat(retries())
                .containsExactly(
                        "pointsman_retries_total{error_type=\"guest-exit\",module=\"echo\"} 1.0");
    }

    private List<String> retries() {
        return scrape().lines().filter(line -> line.startsWith("pointsman_retries_total")).toList();
    }

    private List<String> counts() {
        return scrape().lines().filter(line -> line.startsWith("pointsman_tenant_counts")).toList();
    }

    @Test
    void namesThatPublishersMakeUpCostNoSeries() {
        jobs.jobsEnded(List.of(TestingEnds.refused("tenant-0", "module-0")));
        var before = series();

        IntStream.range(1, 100)
                .forEach(i ->
                        jobs.jobsEnded(List.of(TestingEnds.refused("tenant-" + i, "module-" + i))));

        assertThat(series()).isEqualTo(before);
        assertThat(scrape()).contains("tenant=\"_other\"").doesNotContain("tenant-1", "module-1");
    }

    /** Tenants and modules are bounded, but not their product. */
    @Test
    void whatIsKeptGrowsAsNamesAndNotAsPairsOfThem() {
        var counting = new JobMeters(meters.registry(), "jobs");
        for (var tenant = 0; tenant < 30; tenant++) {
            for (var module = 0; module < 30; module++) {
                var labels = new JobLabels("m-" + module, "t-" + tenant, "success", "");
                counting.jobsEnded(List.of(TestingEnds.run("acme", "echo", SUCCESS)), labels);
            }
        }

        assertThat(counting.kept()).isEqualTo(60);
    }

    @Test
    void whatFailedIsADeadLetterOfItsType() {
        jobs.jobsEnded(
                List.of(
                        TestingEnds.run(
                                "acme", "echo", new Outcome.Errored(ErrorCode.GUEST_TRAP, "x"))));
        jobs.jobsEnded(List.of(TestingEnds.run("acme", "echo", new Outcome.Failed(2, "no"))));

        assertThat(scrape().lines().filter(line -> line.startsWith("pointsman_dead_letters_total")))
                .contains("pointsman_dead_letters_total{error_type=\"guest-trap\"} 1.0")
                .contains("pointsman_dead_letters_total{error_type=\"guest-exit\"} 1.0");
    }

    /** An alert that asks for an increase sees none in a series that begins with one. */
    @Test
    void whatIsNobodysFaultIsThereBeforeItHappens() {
        assertThat(scrape().lines().filter(line -> line.startsWith("pointsman_dead_letters_total")))
                .contains("pointsman_dead_letters_total{error_type=\"worker-fault\"} 0.0")
                .contains("pointsman_dead_letters_total{error_type=\"publish-failed\"} 0.0");
    }

    @Test
    void aDeniedCapabilityIsCounted() {
        var denied = new Outcome.Errored(ErrorCode.CAPABILITY_DENIED, "publish/v1/send");

        jobs.jobsEnded(List.of(TestingEnds.run("acme", "echo", denied)));

        assertThat(scrape()).contains("pointsman_capability_denied_total 1.0");
    }

    @Test
    void theBillIsAddedUp() {
        jobs.jobsEnded(List.of(TestingEnds.run("acme", "echo", SUCCESS)));
        jobs.jobsEnded(List.of(TestingEnds.run("acme", "echo", SUCCESS)));

        assertThat(scrape())
                .contains("pointsman_guest_fuel_total 200.0")
                .contains("pointsman_guest_host_seconds_total 0.004")
                .contains("pointsman_guest_bytes_in_total 20.0")
                .contains("pointsman_guest_bytes_out_total 40.0")
                .contains("pointsman_guest_host_calls_total 8.0")
                .contains("pointsman_guest_memory_pages_sum 34.0");
    }

    @Test
    void durationsGoByTheNamesOfOpenTelemetry() {
        jobs.jobsEnded(List.of(TestingEnds.run("acme", "echo", SUCCESS)));

        assertThat(scrape())
                .contains(
                        "messaging_process_duration_seconds_bucket{error_type=\"\",messaging_destination_name=\"jobs\",le=\"0.01\"} 1");
    }

    @Test
    void whatAJobWroteIsNowhere() {
        jobs.jobsEnded(List.of(TestingEnds.run("acme", "echo", SUCCESS)));

        assertThat(List.of(scrape())).noneMatch(it -> it.contains("a secret"));
    }

    private List<String> series() {
        return scrape().lines()
                .filter(line -> line.startsWith("pointsman_") || line.startsWith("messaging_"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .toList();
    }

    private String scrape() {
        return meters.scrape(new KafkaMeters(meters.registry(), List::of, "jobs"));
    }
}
