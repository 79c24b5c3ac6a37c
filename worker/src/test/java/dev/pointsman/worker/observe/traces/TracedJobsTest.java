package dev.pointsman.worker.observe.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Execution;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Links;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingStates;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TracedJobsTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";
    private static final Outcome SUCCESS = new Outcome.Succeeded(Payload.EMPTY);

    private final Told told = new Told();

    @Test
    void aJobsSpanIsAChildOfTheOneItsRecordNames() {
        var links = run(SUCCESS, 1, Optional.of("00-" + TRACE + "-" + PARENT + "-01"));

        var span = told.spans.getFirst();
        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getParentSpanId()).isEqualTo(PARENT);
        assertThat(span.getLinks())
                .singleElement()
                .satisfies(it -> assertThat(it.getSpanContext().getSpanId()).isEqualTo(PARENT));
        assertThat(links.traceParent()).contains("00-" + TRACE + "-" + span.getSpanId() + "-01");
        assertThat(links.traceState()).contains("vendor=1");
        assertThat(links.correlationId()).contains("order-7");
        assertThat(span.getName()).isEqualTo("process jobs");
        assertThat(text(span, "pointsman.tenant")).isEqualTo("acme");
        assertThat(text(span, "pointsman.outcome")).isEqualTo("success");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    @Test
    void aJobWithoutATraceBeginsOne() {
        var links = run(SUCCESS, 1, Optional.empty());

        var span = told.spans.getFirst();
        assertThat(span.getParentSpanContext().isValid()).isFalse();
        assertThat(links.traceParent().orElseThrow())
                .startsWith("00-" + span.getTraceId() + "-" + span.getSpanId() + "-")
                .matches(".*-0[13]"); // sampled, and maybe random (W3C Trace Context level 2)
    }

    /** Whatever a publisher writes there. */
    @Test
    void whatIsNoTraceCountsAsNone() {
        for (var bad : List.of("", "00-0-0-01", "00-" + TRACE + "-" + PARENT, "\u0000", "ff-x")) {
            run(SUCCESS, 1, Optional.of(bad));
        }

        assertThat(told.spans).hasSize(5);
        assertThat(told.spans).noneMatch(span -> span.getParentSpanContext().isValid());
    }

    @Test
    void whoDoesNotSampleIsNotTold() {
        var links = run(SUCCESS, 1, Optional.of("00-" + TRACE + "-" + PARENT + "-00"));

        assertThat(told.spans).isEmpty();
        assertThat(links.traceParent().orElseThrow()).startsWith("00-" + TRACE).endsWith("-00");
    }

    @Test
    void ofJobsWithoutATraceOnlySomeAreTold() {
        run(SUCCESS, 0, Optional.empty());

        assertThat(told.spans).isEmpty();
        assertThatThrownBy(() -> Traces.with(told, "pointsman", "0", 1.5))
                .hasMessage("ratio: 1.5 (expected: 0 to 1)");
        assertThatThrownBy(() -> Traces.with(told, "pointsman", "0", Double.NaN))
                .hasMessage("ratio: NaN (expected: 0 to 1)");
    }

    @Test
    void anErrorIsToldByItsCode() {
        run(new Outcome.Errored(ErrorCode.FUEL_EXHAUSTED, "secret detail"), 1, Optional.empty());

        var span = told.spans.getFirst();
        assertThat(text(span, "error.type")).isEqualTo("fuel-exhausted");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.toString()).doesNotContain("secret detail");
    }

    /** Each span that waits for the collector would keep it. */
    @Test
    void aStateThatIsLongerThanAnybodyMustPassOnIsPassedOver() {
        var parent = Optional.of("00-" + TRACE + "-" + PARENT + "-01");
        var longest = "vendor=" + "x".repeat(249) + ",another=" + "x".repeat(247);

        var fits = run(SUCCESS, 1, parent, Optional.of(longest));
        var large = run(SUCCESS, 1, parent, Optional.of(longest + "x"));

        assertThat(longest).hasSize(512);
        assertThat(fits.traceState()).contains(longest);
        assertThat(large.traceState()).isEmpty();
        assertThat(large.traceParent().orElseThrow()).startsWith("00-" + TRACE);
        var span = told.spans.getLast();
        assertThat(span.getParentSpanId()).isEqualTo(PARENT);
        assertThat(span.getSpanContext().getTraceState().isEmpty()).isTrue();
        assertThat(span.getLinks()).allMatch(it -> it.getSpanContext().getTraceState().isEmpty());
    }

    /** Runs a job of this outcome; returns the links its inside saw. */
    private Links run(Outcome outcome, double ratio, Optional<String> traceParent) {
        return run(outcome, ratio, traceParent, traceParent.map(_ -> "vendor=1"));
    }

    private Links run(
            Outcome outcome,
            double ratio,
            Optional<String> traceParent,
            Optional<String> traceState) {
        var seen = new ArrayList<Links>();
        var links = new Links(Optional.of("order-7"), Optional.empty(), traceParent, traceState);
        var request = TestingContexts.request("hello").withLinks(links);
        try (var traces = Traces.with(told, "pointsman", "0", ratio)) {
            var jobs =
                    traces.traced((origin, _, reading, _) -> {
                        var job = (Reading.Accepted<JobRequest>) reading;
                        seen.add(job.value().links());
                        return FinishedJob.silent(origin, result(outcome, job.value().links()));
                    });
            var _ =
                    jobs.run(
                            TestingContexts.ORIGIN,
                            Optional.empty(),
                            new Reading.Accepted<>(request),
                            TestingStates.empty());
        }
        return seen.getFirst();
    }

    private static JobResult result(Outcome outcome, Links links) {
        var request = TestingContexts.request("hello");
        return new JobResult(
                request.id(),
                Optional.of(request.tenant()),
                Optional.of(request.module()),
                outcome,
                Execution.NONE,
                "urn:test",
                TestingContexts.NOON,
                links);
    }

    private static String text(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey(name));
    }

    /** A collector in memory. */
    private static final class Told implements SpanExporter {
        private final List<SpanData> spans = new ArrayList<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> more) {
            spans.addAll(more);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
