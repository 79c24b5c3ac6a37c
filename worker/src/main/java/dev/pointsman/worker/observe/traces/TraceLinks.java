package dev.pointsman.worker.observe.traces;

import dev.pointsman.contracts.Links;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A job's place in a trace, as its record has it (W3C Trace Context). Stateless. */
final class TraceLinks {
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final String PARENT = "traceparent";
    private static final String STATE = "tracestate";

    /**
     * As much as everybody has to pass on (W3C Trace Context). It is the publisher's, and each span
     * that waits for the collector keeps it.
     */
    private static final int MAX_STATE_CHARS = 512;

    private TraceLinks() {}

    /** What the job's span is a child of; the root if the record names no trace, or no good one. */
    static Context parent(Links links) {
        return W3C.extract(Context.root(), links, Read.FROM_LINKS);
    }

    /** The same links, with this span in place of its parent. */
    static Links within(Context span, Links links) {
        var fields = new HashMap<String, String>();
        W3C.inject(
                span,
                fields,
                (map, name, value) -> {
                    if (map != null) {
                        map.put(name, value);
                    }
                });
        return new Links(
                links.correlationId(),
                links.causationId(),
                Optional.ofNullable(fields.get(PARENT)).or(links::traceParent),
                Optional.ofNullable(fields.get(STATE)));
    }

    private enum Read implements TextMapGetter<Links> {
        FROM_LINKS;

        @Override
        @SuppressWarnings("deprecation") // the interface still demands it
        public Iterable<String> keys(Links links) {
            return List.of(PARENT, STATE);
        }

        @Override
        public @Nullable String get(@Nullable Links links, String name) {
            return Optional.ofNullable(links)
                    .flatMap(it -> name.equals(PARENT) ? it.traceParent() : state(it))
                    .orElse(null);
        }

        private static Optional<String> state(Links links) {
            return links.traceState().filter(state -> state.length() <= MAX_STATE_CHARS);
        }
    }
}
