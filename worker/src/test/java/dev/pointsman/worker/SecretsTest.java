package dev.pointsman.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pointsman.contracts.JobReport;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobResultCodec;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.observe.JobLog;
import dev.pointsman.worker.tenant.LiveTenants;
import dev.pointsman.worker.tenant.Tenants;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.WasmBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * Canaries in all of a tenant's secrets: whoever may read one does, and nobody else ever sees it.
 */
class SecretsTest {
    private static final String CANARY = "canary-7f3a9";

    private static final String WRITE =
            "i32.const 16 i32.const 64 i32.store 2 0"
                    + " i32.const 1 i32.const 16 i32.const 1 i32.const 24 call 1 drop";

    /** {@code GET} the place a credential is for, where nobody listens. */
    private static final String ASK =
            "i32.const 100 i32.const 3 i32.const 110 i32.const 18 i32.const 0 i32.const 0"
                    + " i32.const 0 i32.const 0 i32.const 1000 i32.const 1000 call 2 drop";

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir private Path directory;
    private Tenants tenants;

    @BeforeEach
    void plant() throws Exception {
        log.start();
        root.addAppender(log);
        root.setLevel(Level.TRACE);
        var key = Files.writeString(directory.resolve("key"), CANARY + "\n");
        var file =
                Files.writeString(
                        directory.resolve("tenants.yaml"),
                        """
                        tenants:
                          acme:
                            modules: ["*"]
                            capabilities: ["*"]
                            audit: all
                            limits: { fuel: 100000 }
                            http:
                              allow: ["http://127.0.0.1:9"]
                              networks: [127.0.0.0/8]
                              credentials:
                                - { origin: "http://127.0.0.1:9", prefix: "Bearer ", file: "%1$s" }
                            secrets: { key: { file: "%1$s" } }
                        """
                                .formatted(key));
        tenants = LiveTenants.open(file, TestingLimits.ROOMY).current();
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
        root.setLevel(before);
    }

    @Test
    void aGuestThatIsGrantedItReadsItsSecret() throws Exception {
        var ended = run(reading("call 0 drop i32.const 20 i32.const 12 i32.store 2 0 " + WRITE));

        assertThat(ended.result().outcome())
                .isEqualTo(new Outcome.Succeeded(Payload.ofUtf8(CANARY)));
    }

    static Stream<String> guestsThatTellNobody() {
        return Stream.of(
                "call 0 drop",
                "call 0 drop unreachable",
                "call 0 drop loop #40 br 0 end",
                "call 0 drop i32.const -1 i32.load 2 0 drop",
                "call 0 drop " + ASK,
                "call 0 drop " + ASK + " unreachable");
    }

    @ParameterizedTest
    @MethodSource("guestsThatTellNobody")
    void elsewhereNothingIsSeenOfIt(String code) throws Exception {
        var ended = run(reading(code));
        new JobLog().jobsEnded(List.of(ended));

        var report =
                JobReport.ofCalls(
                        ended.result(), ended.account().calls(), ended.account().callsMade());
        var seen =
                Stream.of(
                        ended.toString(),
                        ended.result().toString(),
                        ended.account().toString(),
                        JobResultCodec.value(ended.result()).asText(),
                        JobResultCodec.write(ended.result()).toString(),
                        report.value().asText(),
                        tenants.toString(),
                        tenants.policies().values().toString(),
                        context().toString(),
                        log.list.toString(),
                        log.list.stream()
                                .map(it -> "" + it.getKeyValuePairs())
                                .toList()
                                .toString());
        assertThat(seen).noneMatch(text -> text.contains(CANARY));
        assertThat(report.value().asText()).contains("secret/v1/get", "\"target\":\"key\"");
    }

    private Object context() {
        var policy = tenants.policyOf(TestingContexts.ACME).orElseThrow();
        return TestingContexts.context(policy, TestingContexts.request(""));
    }

    private FinishedJob run(WasmBytes guest) throws Exception {
        var file = Files.write(directory.resolve("job.wasm"), guest.bytes().toBytes());
        return OfflineRunner.run(file, job(), Optional.empty(), tenants);
    }

    private static JobRequest job() {
        var any = TestingContexts.request("");
        return JobRequest.of(
                any.id(), any.tenant(), ModuleRef.named("job"), any.event(), any.input());
    }

    /** Calls 0, 1 and 2 are {@code secret_get}, {@code fd_write} and {@code http_request}. */
    private static WasmBytes reading(String code) {
        return WasmBytes.module()
                .importing("pointsman/v1", "secret_get", "iiii>i")
                .importing("wasi_snapshot_preview1", "fd_write", "iiii>i")
                .importing("pointsman/v1", "http_request", "iiiiiiiiii>i")
                .function(">", "i32.const 0 i32.const 3 i32.const 64 i32.const 32 " + code)
                .memory(1, 1)
                .data(0, "key".getBytes(StandardCharsets.UTF_8))
                .data(100, "GET".getBytes(StandardCharsets.UTF_8))
                .data(110, "http://127.0.0.1:9".getBytes(StandardCharsets.UTF_8))
                .export("_start", 3);
    }
}
