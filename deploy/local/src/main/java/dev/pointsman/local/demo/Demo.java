package dev.pointsman.local.demo;

import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.local.Home;
import dev.pointsman.local.LocalWorker;
import dev.pointsman.local.PublishTopics;
import dev.pointsman.local.TopicMaker;
import dev.pointsman.local.broker.BrokerSettings;
import dev.pointsman.local.broker.EmbeddedBroker;
import dev.pointsman.local.broker.EndsWithProcess;
import dev.pointsman.local.client.JobPublisher;
import dev.pointsman.local.client.ResultReader;
import dev.pointsman.local.client.TopicReader;
import dev.pointsman.worker.config.ConfigException;
import dev.pointsman.worker.tenant.TenantsFileException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Publishes the demo's jobs to a broker and a worker of its own, and shows what came of them. */
public final class Demo {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration AT_A_TIME = Duration.ofMillis(200);
    private static final String JOBS = "jobs";
    private static final String RESULTS = "results";

    private final Home home;
    private final PrintStream out;

    public Demo(Home home, PrintStream out) {
        this.home = home;
        this.out = out;
    }

    /**
     * Publishes the demo's jobs for a worker that somebody else has started, and awaits their end.
     */
    public static void runJobs(String brokers, Home home) throws IOException {
        try (var results = new ResultReader(TopicReader.fromEnd(brokers, List.of(RESULTS)));
                var publisher = new JobPublisher(brokers, JOBS)) {
            publish(DemoJobs.from(home), publisher, results);
        }
    }

    /** Returns whether every job got exactly one result. */
    public boolean run() throws ConfigException, TenantsFileException, IOException {
        var jobs = DemoJobs.from(home);
        var publishTopics = PublishTopics.in(home.tenants());
        out.println("starting a Kafka broker and a worker in this process ...");
        try (var broker = EmbeddedBroker.start(BrokerSettings.temporary());
                var _ = new EndsWithProcess(broker)) {
            TopicMaker.make(broker.bootstrapServers(), publishTopics);
            runJobs(broker.bootstrapServers(), jobs);
            return show(broker.bootstrapServers(), jobs, publishTopics);
        }
    }

    /**
     * The worker is drained before anything is counted, so that nothing can come after the count.
     */
    private void runJobs(String brokers, List<DemoJob> jobs)
            throws ConfigException, TenantsFileException, IOException {
        try (var _ = LocalWorker.start(brokers, home.modules(), home.tenants());
                var results = new ResultReader(TopicReader.fromEnd(brokers, List.of(RESULTS)));
                var publisher = new JobPublisher(brokers, JOBS)) {
            out.println("publishing " + jobs.size() + " jobs to " + brokers + " ...");
            publish(jobs, publisher, results);
        }
    }

    private static void publish(List<DemoJob> jobs, JobPublisher publisher, ResultReader results) {
        jobs.forEach(job -> publisher.publish(job.request(), Optional.of(job.key())));
        await(results, jobs.stream().map(job -> job.request().id()).collect(Collectors.toSet()));
    }

    private static void await(ResultReader results, Set<JobId> jobs) {
        var missing = new HashSet<>(jobs);
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!missing.isEmpty() && System.nanoTime() - end < 0) {
            results.poll(AT_A_TIME).forEach(result -> missing.remove(result.id()));
        }
    }

    private boolean show(String brokers, List<DemoJob> jobs, Set<String> publishTopics) {
        try (var results = new ResultReader(TopicReader.fromStart(brokers, List.of(RESULTS)));
                var events = TopicReader.fromStart(brokers, List.copyOf(publishTopics))) {
            var known = results.readToEnd().stream().flatMap(it -> it.known().stream()).toList();
            return show(jobs, known, PublishedEvents.of(events.readToEnd()));
        }
    }

    private boolean show(List<DemoJob> jobs, List<JobResult> results, PublishedEvents events) {
        var table = new DemoTable(out);
        table.head();
        for (var job : jobs) {
            results.stream()
                    .filter(result -> result.id().equals(job.request().id()))
                    .forEach(result -> table.row(result, events.summaryOf(result.id())));
        }
        var published = jobs.stream().map(job -> job.request().id()).collect(Collectors.toSet());
        var tally = Tally.of(published, results, events.ids());
        out.println();
        out.println("demo: " + tally);
        return tally.isFlawless();
    }
}
