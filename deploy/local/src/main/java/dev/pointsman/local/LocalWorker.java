package dev.pointsman.local;

import dev.pointsman.worker.Main;
import dev.pointsman.worker.Worker;
import dev.pointsman.worker.config.ConfigException;
import dev.pointsman.worker.config.ConfigLoader;
import dev.pointsman.worker.tenant.TenantsFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A worker inside this process, against a broker that is inside it too. */
public final class LocalWorker {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private LocalWorker() {}

    /** Starts a worker, and returns when it takes jobs. */
    public static Worker start(String bootstrapServers, Path modules, Path tenants)
            throws ConfigException, TenantsFileException, IOException {
        return start(bootstrapServers, modules, tenants, Map.of());
    }

    /**
     * The same, with more settings.
     *
     * @param more keys of the configuration
     */
    public static Worker start(
            String bootstrapServers, Path modules, Path tenants, Map<String, String> more)
            throws ConfigException, TenantsFileException, IOException {
        var settings = new HashMap<String, String>();
        settings.put("pointsman.kafka.bootstrap.servers", bootstrapServers);
        settings.put("pointsman.modules.dir", modules.toString());
        settings.put("pointsman.tenants.file", tenants.toString());
        settings.putAll(more);
        var worker = Main.start(ConfigLoader.load(Optional.empty(), Map.of(), settings));
        awaitReady(worker);
        return worker;
    }

    private static void awaitReady(Worker worker) throws IOException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!worker.isReady()) {
            try {
                // Doubles as the pause between two looks: a worker that ends here never became
                // ready.
                worker.end().get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                throw new IOException("the worker ended before it was ready");
            } catch (TimeoutException _) {
                if (System.nanoTime() - end > 0) {
                    var trouble = worker.trouble().orElse("ready now");
                    worker.close();
                    throw new IOException(
                            "the worker was not ready within " + PATIENCE + ": " + trouble);
                }
            } catch (java.util.concurrent.ExecutionException | CompletionException e) {
                throw new IOException("the worker ended before it was ready", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }
}
