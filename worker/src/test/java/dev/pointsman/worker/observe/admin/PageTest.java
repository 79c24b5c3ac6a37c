package dev.pointsman.worker.observe.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.context.Origin;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.observe.TestingEnds;
import dev.pointsman.worker.observe.meters.LabelledJobs;
import dev.pointsman.worker.observe.meters.Meters;
import dev.pointsman.worker.observe.meters.RunningJobs;
import dev.pointsman.worker.observe.meters.WatchedJobs;
import dev.pointsman.worker.tenant.Tenants;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingStates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The page in a real browser. Leaves a picture of it in {@code target/page.png}; the one under
 * {@code deploy} is a copy.
 */
@ExtendWith(PageTest.NeedsBrowser.class)
class PageTest {
    private final AtomicReference<Optional<String>> trouble =
            new AtomicReference<>(Optional.empty());
    private final Tally tally = new Tally();
    private final LabelledJobs jobs = new LabelledJobs(List.of(tally));

    @AutoClose private final Meters meters = new Meters();
    private final RunningJobs running = new RunningJobs(meters.registry(), InstantSource.system());

    @AutoClose private AdminServer server;
    @AutoClose private TestingBrowser browser;

    @BeforeEach
    void open() throws Exception {
        var policy = TestingContexts.allowing(TestingContexts.ACME, TestingLimits.ROOMY);
        var tenants = new Tenants("v1", Map.of(TestingContexts.ACME, policy));
        var overview = new Overview(() -> tenants, running, tally, () -> 7, InstantSource.system());
        server = AdminPort.open(AdminAddress.of("0"), trouble::get, () -> "", overview);
        browser =
                TestingBrowser.open(
                        NeedsBrowser.program(), "http://127.0.0.1:" + server.port() + "/");
        browser.awaitTrue("document.querySelector('#state')?.dataset.state === 'ready'");
    }

    @Test
    void itShowsWhatHasEndedWhatRunsAndWhatFailed() throws Exception {
        var end = new CountDownLatch(1);
        runInBackground(end);
        for (var i = 0; i < 42; i++) {
            jobs.jobsEnded(
                    List.of(
                            TestingEnds.run(
                                    "acme", "order-price", new Outcome.Succeeded(Payload.EMPTY))));
        }
        jobs.jobsEnded(
                List.of(
                        TestingEnds.run(
                                "acme",
                                "weather-alert",
                                new Outcome.Errored(ErrorCode.GUEST_TRAP, ""))));
        jobs.jobsEnded(List.of(TestingEnds.refused("umbrella", "order-price")));

        browser.awaitTrue("document.querySelector('#success').innerText === '42'");
        browser.awaitTrue("document.querySelector('#rate').innerText === '0'");
        browser.awaitTrue("document.querySelectorAll('#running progress').length === 1");

        Files.write(Path.of("target", "page.png"), browser.screenshot());
        assertThat(browser.text("#lag")).isEqualTo("7");
        assertThat(browser.text("#tenants tbody")).startsWith("acme").contains("42");
        assertThat(browser.text("#modules tbody")).contains("order-price", "weather-alert");
        assertThat(browser.text("#errors tbody")).contains("guest-trap", "tenant-unknown");
        assertThat(browser.text("#failures tbody")).contains("job-1", "jobs-3-42");
        assertThat(browser.complaints()).isEmpty();
        end.countDown();
    }

    @Test
    void whatAPublisherCallsItsJobIsTextAndNothingElse() {
        var id = "<img src=x onerror=\"document.title='taken'\">";

        jobs.jobsEnded(List.of(named(id)));

        browser.awaitTrue("document.querySelector('#failures tbody').innerText.includes('<img')");
        assertThat(browser.value("document.images.length").asInt()).isZero();
        assertThat(browser.value("document.title").asString()).isEqualTo("Pointsman worker");
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "document.body.setAttribute('style', 'color: red')",
                "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))",
                "document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/x'}))",
                "console.error('so')",
                "setTimeout(() => { throw new Error('so'); })"
            })
    void whatItMayNotDoWouldBeSeen(String code) {
        browser.value(code);

        Awaitility.await().untilAsserted(() -> assertThat(browser.complaints()).isNotEmpty());
    }

    @Test
    void itAsksNobodyElse() {
        var elsewhere =
                browser.value(
                        "performance.getEntriesByType('resource')"
                                + ".filter(it => !it.name.startsWith(location.origin)).length");

        assertThat(elsewhere.asInt()).isZero();
    }

    @Test
    void itSaysWhyTheWorkerIsNotReady() {
        trouble.set(Optional.of("Kafka: nobody answers"));

        browser.awaitTrue("document.querySelector('#state').dataset.state === 'not-ready'");
        assertThat(browser.text("#state")).isEqualTo("not ready: Kafka: nobody answers");
    }

    @Test
    void itSaysSoWhenTheWorkerIsGone() {
        server.close();

        browser.awaitTrue("document.querySelector('#state').dataset.state === 'unknown'");
        assertThat(browser.text("#state")).isEqualTo("no word from the worker");
    }

    private void runInBackground(CountDownLatch end) {
        var jobs =
                new WatchedJobs(
                        (_, _, _, _) -> {
                            awaitEnd(end);
                            return TestingEnds.refused("acme", "slow");
                        },
                        running);
        var origin = new Origin("jobs", 0, 1, System.currentTimeMillis());
        var request = TestingContexts.request("");
        Thread.ofVirtual()
                .start(() ->
                        jobs.run(
                                origin,
                                Optional.empty(),
                                new Reading.Accepted<>(request),
                                TestingStates.empty()));
    }

    private static void awaitEnd(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static FinishedJob named(String id) {
        var job = TestingEnds.refused("umbrella", "order-price");
        var result = job.result();
        var renamed =
                new JobResult(
                        new JobId(id),
                        Optional.of(new TenantId("umbrella")),
                        result.module(),
                        result.outcome(),
                        result.execution(),
                        result.source(),
                        result.time(),
                        result.links());
        return FinishedJob.silent(job.origin(), renamed);
    }

    /** Without a browser it says so in a line; with {@code -Dbrowser=required} it fails. */
    static final class NeedsBrowser implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
            if (TestingBrowser.program().isPresent()
                    || System.getProperty("browser", "").equals("required")) {
                return ConditionEvaluationResult.enabled("there is a browser, or has to be");
            }
            var line = "page: tests are skipped: there is no chromium on the path";
            System.err.println(line);
            return ConditionEvaluationResult.disabled(line);
        }

        static Path program() {
            return TestingBrowser.program()
                    .orElseThrow(() -> new IllegalStateException("no chromium on the path"));
        }
    }
}
