package dev.pointsman.it.bench.retry;

import static java.util.Objects.requireNonNull;

import dev.pointsman.contracts.Event;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.contracts.Retry;
import dev.pointsman.contracts.RetryCodec;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.it.bench.BenchFailed;
import dev.pointsman.local.Home;
import dev.pointsman.local.LocalWorker;
import dev.pointsman.local.broker.BrokerSettings;
import dev.pointsman.local.broker.EmbeddedBroker;
import dev.pointsman.local.client.JobPublisher;
import dev.pointsman.local.client.ResultReader;
import dev.pointsman.local.client.TopicReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Has 1,000 jobs wait for their second attempt, from one second to twenty, and tells how late those
 * begin, and whether that will do. Broker and worker are in this process, by one clock. Owned by
 * one thread.
 */
final class RetryDelays {
    private static final int JOBS = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration AT_A_TIME = Duration.ofSeconds(1);
    private static final String TENANTS = "tenants.yaml";

    /** Of a hundred, 99 are to begin within that. */
    private static final long WANTED_P99_MILLIS = 250;

    /**
     * What the first wait is, at most; it is up to a quarter shorter, each job's by another part.
     */
    private static final List<String> WAITS = List.of("PT2S", "PT5S", "PT10S", "PT20S");

    private final EmbeddedBroker broker;
    private final Path folder;
    private final PrintStream out;

    private RetryDelays(EmbeddedBroker broker, Path folder, PrintStream out) {
        this.broker = broker;
        this.folder = folder;
        this.out = out;
    }

    /** Whether it will do. */
    static boolean doesHold(PrintStream out) throws Exception {
        var folder = Files.createTempDirectory("retry-delays");
        try (var broker = EmbeddedBroker.start(BrokerSettings.temporary())) {
            return new RetryDelays(broker, folder, out).run();
        } finally {
            Files.deleteIfExists(folder.resolve(TENANTS));
            Files.deleteIfExists(folder);
        }
    }

    private boolean run() throws Exception {
        var testing = Home.current().folder().resolve("contracts/guests/testing");
        var tenants = Files.writeString(folder.resolve(TENANTS), tenants());
        try (var worker = LocalWorker.start(broker.bootstrapServers(), testing, tenants)) {
            publish();
            var results = results();
            if (!worker.isReady()) {
                throw new BenchFailed("the worker is not ready: " + worker.trouble());
            }
            return tell(late(results, due()));
        }
    }

    private static String tenants() {
        var yaml = new StringBuilder("tenants:\n");
        for (var i = 0; i < WAITS.size(); i++) {
            yaml.append("  t%d: { modules: [exit-code], ".formatted(i))
                    .append(
                            "retries: { attempts: 2, back-off: { first: %s } } }\n"
                                    .formatted(WAITS.get(i)));
        }
        return yaml.toString();
    }

    private void publish() {
        try (var publisher = new JobPublisher(broker.bootstrapServers(), "jobs")) {
            for (var i = 0; i < JOBS; i++) {
                var job =
                        JobRequest.of(
                                new JobId("r" + i),
                                new TenantId("t" + i % WAITS.size()),
                                ModuleRef.named("exit-code"),
                                Event.of("urn:pointsman:bench", "dev.pointsman.bench.v1"),
                                Payload.ofUtf8("75"));
                publisher.publish(job, Optional.of(Payload.ofUtf8("k" + i)));
            }
        }
    }

    private List<JobResult> results() {
        var end = Instant.now().plus(PATIENCE);
        var results = new ArrayList<JobResult>();
        try (var reader =
                new ResultReader(
                        TopicReader.fromStart(broker.bootstrapServers(), List.of("results")))) {
            while (results.size() < JOBS && Instant.now().isBefore(end)) {
                reader.poll(AT_A_TIME).forEach(it -> it.known().ifPresent(results::add));
            }
        }
        if (results.size() != JOBS) {
            throw new BenchFailed("results: " + results.size() + " (expected: " + JOBS + ")");
        }
        return results;
    }

    private Map<String, Instant> due() {
        var due = new HashMap<String, Instant>();
        try (var reader = TopicReader.fromStart(broker.bootstrapServers(), List.of("retries"))) {
            for (var record : reader.readToEnd()) {
                if (RetryCodec.read(record.headers()) instanceof Reading.Accepted<Retry>(var it)) {
                    due.put(id(record), it.due());
                }
            }
        }
        return due;
    }

    private static String id(ConsumerRecord<byte[], byte[]> record) {
        return new String(
                requireNonNull(record.headers().lastHeader("ce_id")).value(),
                StandardCharsets.UTF_8);
    }

    /** Milliseconds from when each was due to when it began, sorted. */
    private static List<Long> late(List<JobResult> results, Map<String, Instant> due) {
        return results.stream()
                .map(result -> {
                    var began = result.time().minus(result.execution().duration());
                    var at = requireNonNull(due.get(result.id().value()), "a retry");
                    return Duration.between(at, began).toMillis();
                })
                .sorted()
                .toList();
    }

    private boolean tell(List<Long> late) {
        var p99 = late.get(late.size() * 99 / 100);
        var holds = p99 <= WANTED_P99_MILLIS;
        out.printf(Locale.ROOT, "retries=%d%n", late.size());
        out.printf(Locale.ROOT, "retry_delay_least_ms=%d%n", late.getFirst());
        out.printf(Locale.ROOT, "retry_delay_p50_ms=%d%n", late.get(late.size() / 2));
        out.printf(Locale.ROOT, "retry_delay_p99_ms=%d%n", p99);
        out.printf(Locale.ROOT, "retry_delay_most_ms=%d%n", late.getLast());
        out.printf(
                Locale.ROOT,
                "retry_delay: %s (p99 %d ms, wanted at most %d ms)%n",
                holds ? "holds" : "does not hold",
                p99,
                WANTED_P99_MILLIS);
        return holds;
    }
}
