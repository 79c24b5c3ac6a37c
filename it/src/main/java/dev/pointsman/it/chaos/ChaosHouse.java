package dev.pointsman.it.chaos;

import dev.pointsman.it.chaos.process.BrokerProcess;
import dev.pointsman.it.chaos.process.Complaints;
import dev.pointsman.it.chaos.process.Crew;
import dev.pointsman.it.chaos.process.WorkerMain;
import dev.pointsman.it.chaos.process.WorkerProgram;
import dev.pointsman.local.broker.FolderDeletion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Runs a plan from nothing to nothing: makes a folder, starts the processes, and ends them whatever
 * happens. Immutable, so safe on every thread.
 *
 * @param guests where the modules are
 * @param keepsLogs whether what the processes said is kept after a bad run
 */
public record ChaosHouse(Path guests, String protocol, boolean keepsLogs, RunLog log) {
    private static final Duration START_PATIENCE = Duration.ofSeconds(90);
    private static final String PREFIX = "pointsman-chaos-";

    /** With workers as they are. */
    public Verdict run(ChaosPlan plan) throws IOException, InterruptedException {
        return run(plan, WorkerMain.class, Map.of());
    }

    /**
     * With other workers.
     *
     * @param main what their processes run
     * @param more system properties for them
     */
    public Verdict run(ChaosPlan plan, Class<?> main, Map<String, String> more)
            throws IOException, InterruptedException {
        var world = new World(Files.createTempDirectory(PREFIX), guests);
        var complaints = new Complaints();
        var keeps = true;
        try (var broker = BrokerProcess.start(world.folder())) {
            world.furnish();
            world.makeTopics(broker.direct());
            var settings = new HashMap<>(world.settings(broker.throughRelay(), protocol));
            settings.putAll(more);
            try (var crew =
                    Crew.start(
                            new WorkerProgram(main, settings),
                            plan.workers(),
                            world.folder(),
                            complaints)) {
                if (!crew.awaitReady(START_PATIENCE)) {
                    throw new IOException("not all workers were ready; see " + world.folder());
                }
                var verdict = new Chaos(plan, broker, complaints, log).run(crew);
                keeps = keepsLogs && !verdict.isGood();
                return verdict;
            }
        } catch (InterruptedException e) {
            keeps = false;
            throw e;
        } finally {
            clear(world.folder(), keeps);
        }
    }

    /** Where something went wrong the logs of all processes stay; they are small. */
    private void clear(Path folder, boolean keeps) throws IOException {
        FolderDeletion.delete(folder.resolve("broker"));
        FolderDeletion.delete(folder.resolve("controller"));
        if (keeps) {
            log.say("what the processes said is in " + folder);
        } else {
            FolderDeletion.delete(folder);
        }
    }
}
