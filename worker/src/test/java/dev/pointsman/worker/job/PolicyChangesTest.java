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
import dev.pointsman.worker.host.HostFunction;
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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A policy that changes while jobs run: each job ends as the version says that its result names.
 */
class PolicyChangesTest {
    private static final int CHANGES = 1_000;
    private static final int THREADS = 4;

    private static final int PATIENCE_SECONDS = 60;

    /** Writes what the setting {@code greeting} is to the output. */
    private static final String GREET =
            " i32.const 20 i32.const 0 i32.const 8 i32.const 64 i32.const 32 call 0"
                    + " i32.store 2 0"
                    + " i32.const 16 i32.const 64 i32.store 2 0"
                    + " i32.const 1 i32.const 16 i32.const 1 i32.const 24 call 1 drop";

    private static final WasmBytes GREETING = module(GREET);

    /** Has something happen between its two greetings. */
    private static final WasmBytes TWICE = module(GREET + " call 2" + GREET);

    private final Map<String, Outcome> expected = new ConcurrentHashMap<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Semaphore ended = new Semaphore(0);
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final List<JobResult> surprising = new CopyOnWriteArrayList<>();

    @TempDir private Path directory;
    private Path file;
    private LiveTenants tenants;
    private JobRunner runner;

    private volatile Runnable meanwhile = () -> {};

    @BeforeEach
    void open() throws Exception {
        file = directory.resolve("tenants.yaml");
        write(0);
        tenants = LiveTenants.open(file, TestingLimits.ROOMY);
        var stored = Map.of("job", stored("job", GREETING), "twice", stored("twice", TWICE));
        var functions = Main.hostFunctions().with(List.of(meanwhile()));
        var time = InstantSource.system();
        runner =
                new JobRunner(
                        new JobPreparation(
                                () -> tenants.current(),
                                (_, name) -> Optional.ofNullable(stored.get(name.value())),
                                TestingSandbox.modules(functions),
                                time),
                        new Sandbox(new HostTables(functions), time),
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
            awaitResultOf(0);

            for (var change = 1; change <= CHANGES; change++) {
                expect(change);
                change(change);
                awaitResultOf(change);
            }

            running.set(false);
            loops.forEach(TestingSandbox::await);
        }
        assertThat(surprising).isEmpty();
        assertThat(seen).hasSize(CHANGES + 1).isEqualTo(expected.keySet());
    }

    /** Of those that run when the policy changes, each thread has one; the next is under it. */
    private void awaitResultOf(int change) throws InterruptedException {
        ended.drainPermits();
        assertThat(ended.tryAcquire(THREADS + 1, PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).contains(version(change));
    }

    /** Even where what it has already used is not granted any more. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aJobKeepsThePolicyItBeganWithThoughItChangesMeanwhile(int change) {
        expect(change);
        meanwhile = () -> change(change);
        try (var threads = new JobThreads(1)) {
            var during =
                    TestingSandbox.await(
                            threads.submit(() -> run(request(ModuleRef.named("twice")))));
            var after =
                    TestingSandbox.await(
                            threads.submit(() -> run(request(ModuleRef.named("job")))));

            assertThat(during.outcome())
                    .isEqualTo(new Outcome.Succeeded(Payload.ofUtf8("hello-0hello-0")));
            assertThat(during.execution().policyVersion()).contains(version(0));
            assertThat(after.execution().policyVersion()).contains(version(change));
            assertThat(isAsExpected(expected.get(version(change)), after.outcome())).isTrue();
        }
    }

    @Test
    void unknownTenantUnknownModuleAndUngrantedCapabilityAreThreeErrors() {
        change(1);
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
            seen.add(version);
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
        return runner.runToEnd(
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

    /** Writes the policy, and has it read: at the second look, for then it rests. */
    private void change(int change) {
        write(change);
        tenants.refresh();
        tenants.refresh();
    }

    private void write(int change) {
        try {
            Files.writeString(file, yaml(change));
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000L * (change + 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Known before it can be read, so that no job is faster than its expectation. */
    private void expect(int change) {
        expected.put(
                version(change),
                change % 2 == 0
                        ? new Outcome.Succeeded(Payload.ofUtf8("hello-" + change))
                        : new Outcome.Errored(ErrorCode.CAPABILITY_DENIED, "not granted"));
    }

    private static String version(int change) {
        return ModuleDigest.of(Payload.ofUtf8(yaml(change))).hex().substring(0, 12);
    }

    private HostFunction meanwhile() {
        return new HostFunction(
                "test/v1",
                "meanwhile",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                (_, _) -> {
                    meanwhile.run();
                    return 0;
                });
    }

    private StoredModule stored(String name, WasmBytes module) throws IOException {
        return StoredModule.at(
                Files.write(directory.resolve(name + ".wasm"), module.bytes().toBytes()));
    }

    private static WasmBytes module(String code) {
        return WasmBytes.module()
                .importing("pointsman/v1", "config_get", "iiii>i")
                .importing("wasi_snapshot_preview1", "fd_write", "iiii>i")
                .importing("test/v1", "meanwhile", ">")
                .function(">", code)
                .memory(1, 1)
                .data(0, "greeting".getBytes(StandardCharsets.UTF_8))
                .export("_start", 3);
    }
}
