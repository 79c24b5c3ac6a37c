package dev.pointsman.it.bench.measure;

import dev.pointsman.it.bench.child.Count;
import dev.pointsman.it.bench.load.FirstJobs;
import dev.pointsman.it.bench.load.ManyModules;
import dev.pointsman.it.bench.load.Shape;
import dev.pointsman.it.bench.load.Work;
import dev.pointsman.it.bench.process.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One worker with a tenant and a module for each of many. Owned by one thread. */
public final class DensityRun {
    private static final int KEY_BYTES = 32;

    /** What the worker may keep compiled, by its own estimate: room for all of them. */
    private static final long CACHED_BYTES = 400L << 20;

    /** The first ones would measure how a compiler is compiled. */
    private static final int WARM_UP = 20;

    private final Workbench bench;
    private final ManyModules modules;
    private final Path folder;

    public DensityRun(Workbench bench, ManyModules modules, Path folder) {
        this.bench = bench;
        this.modules = modules;
        this.folder = folder;
    }

    /**
     * What was found.
     *
     * @param heapBytes what the worker held more with all modules than with few
     * @param first milliseconds to the result of a module's first job, module by module
     * @param second the same of its second job
     * @param totalBytes all that it held in the end
     */
    public record Found(long heapBytes, long totalBytes, List<Double> first, List<Double> second) {}

    /** Runs a job of each module, and then another; the second such run finds the first's code. */
    public Found measure() {
        var jobs = bench.newJobs(new Shape(1, 0, modules.count()), Work.TRIVIAL);
        var interval = bench.plan().worker().latencyInterval();
        var assignment = new Assignment(bench.brokers(), jobs.topic() + "-many", jobs, interval);
        bench.makeTopics(assignment);
        try (var child = bench.children().start(assignment.name(), arguments(assignment))) {
            child.awaitReady();
            try (var client = FirstJobs.open(bench.brokers(), assignment.results())) {
                return measure(child, client, assignment);
            }
        } finally {
            bench.deleteTopics(assignment);
        }
    }

    private Found measure(ChildProcess child, FirstJobs client, Assignment assignment) {
        round(client, assignment, "warm", 0, WARM_UP);
        var before = heap(child);
        var first = round(client, assignment, "first", WARM_UP, modules.count());
        var after = heap(child);
        var second = round(client, assignment, "second", WARM_UP, modules.count());
        return new Found(after - before, after, first, second);
    }

    private List<Double> round(
            FirstJobs client, Assignment assignment, String prefix, int from, int to) {
        var millis = new ArrayList<Double>();
        for (var number = from; number < to; number++) {
            var id = prefix + "-" + number;
            millis.add(client.millis(id, job(assignment, id, number)));
        }
        return millis;
    }

    private ProducerRecord<byte[], byte[]> job(Assignment assignment, String id, int number) {
        return assignment.jobs().of(id, Shape.tenant(number), ManyModules.name(number));
    }

    private static long heap(ChildProcess child) {
        return Long.parseLong(child.ask(Count.HEAP_BYTES.name()));
    }

    private List<String> arguments(Assignment assignment) {
        return List.of(
                "worker",
                "pointsman.kafka.bootstrap.servers=" + assignment.brokers(),
                "pointsman.kafka.group=" + assignment.name(),
                "pointsman.kafka.commit-interval=" + assignment.commitInterval(),
                "pointsman.topics.jobs=" + assignment.jobs().topic(),
                "pointsman.topics.results=" + assignment.results(),
                "pointsman.topics.dead-letters=" + assignment.deadLetters(),
                "pointsman.topics.state=" + assignment.state(),
                "pointsman.tenants.file=" + modules.tenants(),
                "pointsman.modules.dir=" + modules.modules(),
                "pointsman.modules.max-cached-bytes=" + CACHED_BYTES,
                "pointsman.modules.code-cache.dir=" + folder.resolve("code"),
                "pointsman.modules.code-cache.max-bytes=" + CACHED_BYTES,
                "pointsman.modules.code-cache.key-file=" + key());
    }

    /** What generated code is sealed with: the same key in both runs. */
    private Path key() {
        var file = folder.resolve("code.key");
        try {
            if (!Files.exists(file)) {
                var key = new byte[KEY_BYTES];
                new SecureRandom().nextBytes(key);
                Files.createDirectories(folder.resolve("code"));
                Files.write(file, key);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
