package dev.pointsman.it.chaos.process;

import dev.pointsman.worker.Listeners;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.Worker;
import dev.pointsman.worker.config.ConfigLoader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A worker process: configured by system properties, ended at a step when its parent says so. */
public final class WorkerMain {
    private static final long LOOK_EVERY_MILLIS = 20;

    private WorkerMain() {}

    public static void main(String[] arguments) throws Exception {
        var failpoint = new Failpoint();
        ParentLine.listen(failpoint::arm);
        var config = ConfigLoader.load(Optional.empty(), Map.of(), ConfigLoader.systemProperties());
        try {
            run(
                    Main.start(
                            config,
                            Main.hostFunctions(),
                            new Listeners(List.of(), List.of(failpoint))));
        } finally {
            // A worker that could not start leaves threads behind that would keep the process.
            System.exit(1);
        }
    }

    /** Returns when the worker has ended otherwise than by SIGTERM. */
    private static void run(Worker worker) throws Exception {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> drain(worker)));
        while (!worker.isReady() && !worker.end().isDone()) {
            try {
                worker.end().get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                // The pause between two looks.
            }
        }
        ParentLine.ready();
        worker.end().join();
    }

    /** As the command worker does it: what was told to end and ended well exits with 0. */
    private static void drain(Worker worker) {
        worker.close();
        Runtime.getRuntime().halt(isEndedWell(worker) ? 0 : 1);
    }

    private static boolean isEndedWell(Worker worker) {
        try {
            return worker.end().isDone() && worker.end().handle((_, fault) -> fault == null).join();
        } catch (CompletionException _) {
            return false;
        }
    }
}
