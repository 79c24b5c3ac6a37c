package dev.pointsman.worker.observe.meters;

import dev.pointsman.worker.sandbox.Modules;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;

/** How the cache of compiled modules fares. Stateless. */
public final class ModuleMeters {
    private ModuleMeters() {}

    /** Has the registry ask the modules. */
    public static void bind(MeterRegistry registry, Modules modules) {
        FunctionCounter.builder(
                        "pointsman.module.cache.hits", modules, it -> (double) it.use().hits())
                .description("Jobs whose module was already compiled")
                .register(registry);
        FunctionCounter.builder(
                        "pointsman.module.cache.misses", modules, it -> (double) it.use().misses())
                .description("Jobs whose module had to be looked at first")
                .register(registry);
        Gauge.builder("pointsman.module.cache.bytes", modules, it -> (double) it.use().bytes())
                .description("What compiled modules take of the heap, about")
                .register(registry);
        FunctionTimer.builder(
                        "pointsman.module.compile",
                        modules,
                        it -> it.use().compiles(),
                        it -> (double) it.use().compileNanos(),
                        TimeUnit.NANOSECONDS)
                .description("How long modules were looked at and compiled")
                .register(registry);
    }
}
