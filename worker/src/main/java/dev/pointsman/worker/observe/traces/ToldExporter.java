package dev.pointsman.worker.observe.traces;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exports as another does, and says once when that begins to fail and once when it works again; by
 * itself the library writes a stack trace for each batch. Safe on every thread.
 */
final class ToldExporter implements SpanExporter {
    private static final Logger LOGGER = LoggerFactory.getLogger(ToldExporter.class);

    /** Held on to, or its level would be forgotten. */
    private static final java.util.logging.Logger LIBRARYS =
            java.util.logging.Logger.getLogger("io.opentelemetry");

    private final SpanExporter exporter;
    private final String endpoint;
    private final AtomicBoolean failing = new AtomicBoolean();

    ToldExporter(SpanExporter exporter, String endpoint) {
        LIBRARYS.setLevel(Level.OFF);
        this.exporter = exporter;
        this.endpoint = endpoint;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        var result = exporter.export(spans);
        return result.whenComplete(() -> tell(!result.isSuccess()));
    }

    private void tell(boolean fails) {
        if (failing.getAndSet(fails) == fails) {
            return;
        }
        if (fails) {
            LOGGER.atWarn()
                    .log(
                            "{} does not take traces (pointsman.traces.endpoint): dropped until it does",
                            endpoint);
        } else {
            LOGGER.atInfo().log("{} takes traces again", endpoint);
        }
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
