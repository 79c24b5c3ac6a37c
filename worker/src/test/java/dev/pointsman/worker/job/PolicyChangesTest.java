package dev.pointsman.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.host.HostTables;
import dev.pointsman.worker.module.StoredModule;
import dev.pointsman.worker.sandbox.JobThreads;
import dev.pointsman.worker.sandbox.Sandbox;
import dev.pointsman.worker.tenant.LiveTenants;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.TestingStates;
import dev.pointsman.worker.testing.WasmBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A policy that changes while jobs run: each job ends as the version says that its result names.
 */
class PolicyChangesTest {
    private static final int CHANGES = 1_000;
    private static final int THREADS = 4;

    /** Writes what the setting {@code greeting} is to its output. */
    private static final WasmBytes GREETING =
            WasmBytes.module()
                    .importing("pointsman/v1", "config_get", "iiii>i")
                    .importing("wasi_snapshot_preview1", "fd_write", "iiii>i")
                    .function(
                            ">",
                            "i32.const 20 i32.const 0 i32.const 8 i32.const 64 i32.const 32 call 0"
                                    + " i32.store 2 0"
                                    + " i32.const 16 i32.const 64 i32.store 2 0"
                                    + " i32.const 1 i32.const 16 i32.const 1 i32.const 24 call 1 drop")
                    .memory(1, 1)
                    .data(0, "greeting".getBytes(StandardCharsets.UTF_8))
                    .export("_start", 2);

    private final Map<String, Outcome> expected = new ConcurrentHashMap<>();
    private final Semaphore ended = new Semaphore(0);
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final List<JobResult> surprising = new CopyOnWriteArrayList<>();

    @TempDir private Path directory;
    private Path file;
    private LiveTenants tenants;
    private JobRunner runner;

    @BeforeEach
    void open() throws Exception {
        file = directory.resolve("tenants.yaml");
        var wasm = Files.write(directory.resolve("job.wasm"), GREETING.bytes().toBytes());
        var stored = StoredModule.at(wasm);
        write(0);
        tenants = LiveTenants.open(file, TestingLimits.ROOMY);
        var time = InstantSource.system();
        runner =
                new JobRunner(
                        new JobPreparation(
                                () -> tenants.current(),
                                (_, name) ->
                                        Optional.of(stored).filter(_ -> name.value().equals("job")),
                                TestingSandbox.modules(),
                                time),
                        new Sandbox(new HostTables(Main.hostFunctions()), time),
                        time,
                        "urn:test");
    }

    @Test
    void everyResultIsAsTheVersionSaysThatItNames() throws Exception {
        try (var threads = new JobThreads(THREADS)) {
            expect(0);
            var loops =
                    IntStream.range(0, THREADS)
                            .mapToObj(_ -> threads.submit(this::runJobs))
                            .toList();

            for (var change = 1; change <= CHANGES; change++) {
                write(change);
                expect(change);
                tenants.refresh();
                ended.acquire();
                ended.drainPermits();
            }

            running.set(false);
            loops.forEach(TestingSandbox::await);
        }
        assertThat(surprising).isEmpty();
        assertThat(expected).hasSize(CHANGES + 1);
    }

    @Test
    void unknownTenantUnknownModuleAndUngrantedCapabilityAreThreeErrors() throws Exception {
        write(1);
        tenants.refresh();
        try (var threads = new JobThreads(1)) {
            var stranger = TestingContexts.request(new TenantId("umbrella"), "1", Payload.EMPTY);
            var missing = request(ModuleRef.named("missing"));
            var ungranted = request(ModuleRef.named("job"));

            assertThat(code(threads, stranger)).isEqualTo(ErrorCode.TENANT_UNKNOWN);
            assertThat(code(threads, missing)).isEqualTo(ErrorCode.MODULE_NOT_FOUND);
            assertThat(code(threads, ungranted)).isEqualTo(ErrorCode.CAPABILITY_DENIED);
        }
    }

    private boolean runJobs() {
        while (running.get()) {
            var result = run(request(ModuleRef.named("job")));
            var version = result.execution().policyVersion().orElseThrow();
            if (!isAsExpected(expected.get(version), result.outcome())) {
                surprising.add(result);
            }
            ended.release();
        }
        return true;
    }

    private static boolean isAsExpected(Outcome expected, Outcome found) {
        return found instanceof Outcome.Errored(var code, _)
                ? expected instanceof Outcome.Errored(var wanted, _) && code == wanted
                : found.equals(expected);
    }

    private ErrorCode code(JobThreads threads, JobRequest job) {
        var outcome = TestingSandbox.await(threads.submit(() -> run(job))).outcome();
        return ((Outcome.Errored) outcome).code();
    }

    private JobResult run(JobRequest job) {
        return runner.run(
                        TestingContexts.ORIGIN,
                        Optional.empty(),
                        new Reading.Accepted<>(job),
                        TestingStates.empty())
                .result();
    }

    private static JobRequest request(ModuleRef module) {
        var any = TestingContexts.request("");
        return JobRequest.of(any.id(), any.tenant(), module, any.event(), any.input());
    }

    /** Granted and refused by turns, with another setting each time. */
    private static String yaml(int change) {
        return "tenants: { acme: { modules: ['*'], capabilities: ["
                + (change % 2 == 0 ? "config/v1/get" : "")
                + "], config: { greeting: hello-"
                + change
                + " } } }";
    }

    private void write(int change) throws IOException {
        Files.writeString(file, yaml(change));
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000L * (change + 1)));
    }

    /** Known before it can be read, so that no job is faster than its expectation. */
    private void expect(int change) {
        var digest = ModuleDigest.of(Payload.ofUtf8(yaml(change)));
        expected.put(
                digest.hex().substring(0, 12),
                change % 2 == 0
                        ? new Outcome.Succeeded(Payload.ofUtf8("hello-" + change))
                        : new Outcome.Errored(ErrorCode.CAPABILITY_DENIED, "not granted"));
    }
}
