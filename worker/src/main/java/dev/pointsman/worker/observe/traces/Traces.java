package dev.pointsman.worker.observe.traces;

import dev.pointsman.contracts.Wording;
import dev.pointsman.worker.job.JobRun;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Tells a collector of each job (OTLP over HTTP). What it does not take in time is dropped: jobs do
 * not wait for it. Safe on every thread.
 */
public final class Traces implements AutoCloseable {
    private static final String PATH = "/v1/traces";
    private static final Duration TELLING_TAKES = Duration.ofSeconds(5);
    private static final int MAX_WAITING = 1_024;
    private static final int MAX_ON_THEIR_WAY = 256;

    /** Measured: an id of 256 characters, and a trace's state in as many parts as it may have. */
    private static final int MAX_SPAN_BYTES = 5_600;

    /**
     * What all spans hold that the collector has not taken yet: publishers choose what is in them.
     */
    public static final long MAX_BYTES = (long) MAX_SPAN_BYTES * (MAX_WAITING + MAX_ON_THEIR_WAY);

    private final SdkTracerProvider provider;

    private Traces(SdkTracerProvider provider) {
        this.provider = provider;
    }

    /**
     * To the collector at this endpoint, such as {@code http://collector:4318}.
     *
     * @param service who tells, the {@code service.name}
     * @param instance which of several
     * @param ratio of the jobs whose records name no trace, how many are told of, 0 to 1; where
     *     they name one, whether it is sampled counts
     */
    public static Traces to(String endpoint, String service, String instance, double ratio) {
        var exporter =
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(checked(endpoint) + PATH)
                        .setTimeout(TELLING_TAKES)
                        .build();
        return with(new ToldExporter(exporter, endpoint), service, instance, ratio);
    }

    static Traces with(SpanExporter exporter, String service, String instance, double ratio) {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("ratio: " + ratio + " (expected: 0 to 1)");
        }
        var names =
                Attributes.builder()
                        .put("service.name", service)
                        .put("service.instance.id", instance)
                        .build();
        var spans =
                BatchSpanProcessor.builder(exporter)
                        .setMaxQueueSize(MAX_WAITING)
                        .setMaxExportBatchSize(MAX_ON_THEIR_WAY)
                        .setExporterTimeout(TELLING_TAKES)
                        .build();
        return new Traces(
                SdkTracerProvider.builder()
                        .setResource(Resource.getDefault().merge(Resource.create(names)))
                        .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(ratio)))
                        .addSpanProcessor(spans)
                        .build());
    }

    /** The same jobs, traced. */
    public JobRun traced(JobRun jobs) {
        return new TracedJobs(jobs, provider.get("dev.pointsman.worker"));
    }

    /** Tells what is not told yet, if the collector takes it soon. */
    @Override
    public void close() {
        provider.shutdown().join(TELLING_TAKES.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String checked(String endpoint) {
        var uri = parsed(endpoint);
        if (uri.map(URI::getUserInfo).isPresent()) {
            throw new IllegalArgumentException(
                    "endpoint: has a name or password in it (expected: none, for it is logged)");
        }
        return uri.filter(Traces::isCollectors)
                .map(_ -> endpoint.replaceAll("/+$", ""))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "endpoint: "
                                        + Wording.quote(endpoint)
                                        + " (expected: a URL of a collector, such as"
                                        + " http://collector:4318)"));
    }

    private static boolean isCollectors(URI uri) {
        return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                && uri.getHost() != null
                && uri.getQuery() == null;
    }

    private static Optional<URI> parsed(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
