package dev.pointsman.worker;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pointsman.contracts.Event;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.config.ConfigLoader;
import dev.pointsman.worker.config.WorkerConfig;
import dev.pointsman.worker.job.CancelledJobs;
import dev.pointsman.worker.job.DuplicateWindows;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.job.JobRun;
import dev.pointsman.worker.job.KeyOrders;
import dev.pointsman.worker.kafka.IntakeLoop;
import dev.pointsman.worker.kafka.JobWork;
import dev.pointsman.worker.observe.Instruments;
import dev.pointsman.worker.observe.JobLog;
import dev.pointsman.worker.observe.admin.AdminAddress;
import dev.pointsman.worker.sandbox.JobThreads;
import dev.pointsman.worker.tenant.LiveTenants;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does once, without Kafka, what a worker does at its start and with its first jobs, and ends. The
 * image is built with what the JVM learned by it (an AOT cache), so that a start loads and links
 * less. Called once, by the process that does nothing else.
 */
final class DryRun {
    private static final String TENANTS = "tenants: { local: { modules: [echo] } }";
    private static final List<String> PATHS = List.of("/livez", "/readyz", "/metrics", "/");

    /** Nobody listens there. */
    private static final String NO_BROKER = "127.0.0.1:9";

    private DryRun() {}

    static void run() throws Exception {
        var folder = Files.createTempDirectory("rehearsal");
        var tenants = Files.writeString(folder.resolve("tenants.yaml"), TENANTS);
        var module = folder.resolve("echo.wasm");
        Files.write(module, echo());
        var config =
                ConfigLoader.load(
                        Optional.empty(),
                        Map.of(),
                        Map.of("pointsman.kafka.bootstrap.servers", NO_BROKER));
        var limits = Main.limits(config.limits());
        var live = LiveTenants.open(tenants, limits);
        try (var instruments = new Instruments(InstantSource.system())) {
            var listeners = Listeners.ofJobs(new JobLog());
            var job = runJob(module, live);
            listeners
                    .and(instruments.jobListeners(), instruments.transactionListener())
                    .jobs()
                    .forEach(it -> it.jobEnded(job));
            visit(instruments, live);
        }
        meetKafka(config);
    }

    private static byte[] echo() throws IOException {
        try (var in = DryRun.class.getResourceAsStream("echo.wasm")) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks echo.wasm");
            }
            return in.readAllBytes();
        }
    }

    private static FinishedJob runJob(Path module, LiveTenants tenants) throws Exception {
        var request =
                JobRequest.of(
                        new JobId("rehearsal"),
                        new TenantId("local"),
                        ModuleRef.named("echo"),
                        Event.of("urn:pointsman:rehearsal", "dev.pointsman.rehearsal.v1"),
                        Payload.ofUtf8("hello"));
        return OfflineRunner.run(module, request, Optional.empty(), tenants.current());
    }

    private static void visit(Instruments instruments, LiveTenants tenants) throws IOException {
        try (var server =
                instruments.open(
                        AdminAddress.of("0"),
                        tenants::current,
                        List::of,
                        () -> Optional.of("rehearsing"))) {
            for (var path : PATHS) {
                read(path, server.port());
            }
        }
    }

    private static void read(String path, int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            var _ = socket.getInputStream().readAllBytes();
        }
    }

    private static void meetKafka(WorkerConfig config) throws Exception {
        try (var threads = new JobThreads(1)) {
            JobRun nobody =
                    (_, _, _, _) -> {
                        throw new IllegalStateException("no job comes without a broker");
                    };
            var windows = DuplicateWindows.none();
            var cancelled = new CancelledJobs(InstantSource.system(), "urn:pointsman:nobody");
            var work =
                    new JobWork(
                            nobody,
                            cancelled,
                            windows,
                            KeyOrders.none(),
                            threads,
                            List.of(),
                            List.of());
            new IntakeLoop(Main.kafka(config), work, InstantSource.system()).rehearse();
        }
    }
}
