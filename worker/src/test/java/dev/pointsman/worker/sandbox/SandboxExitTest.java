package dev.pointsman.worker.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Links;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.host.HostFunction;
import dev.pointsman.worker.observe.TestingLog;
import dev.pointsman.worker.testing.Guests;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a guest ends by itself, and what is made of it. */
class SandboxExitTest {
    private static final String WASI = "wasi_snapshot_preview1";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final HostFunction BROKEN =
            new HostFunction(
                    "test",
                    "broken",
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    (_, _) -> {
                        throw new IndexOutOfBoundsException("our own mistake");
                    });

    @AutoClose private final TestingSandbox sandbox = new TestingSandbox(1, List.of(BROKEN));

    @Test
    void whatAGuestWritesIsItsOutput() {
        var ended = sandbox.run(Guests.testing("echo"), TestingContexts.reading("hello"));

        assertThat(ended.outcome()).isEqualTo(new Outcome.Succeeded(Payload.ofUtf8("hello")));
    }

    @Test
    void exitCodeZeroIsSuccess() {
        var ended = sandbox.run(Guests.testing("exit-code"), TestingContexts.reading("0"));

        assertThat(ended.outcome()).isEqualTo(new Outcome.Succeeded(Payload.EMPTY));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 63, 75, 99})
    void anotherExitCodeIsFailure(int code) {
        var ended = sandbox.run(Guests.testing("exit-code"), TestingContexts.reading("" + code));

        assertThat(ended.outcome())
                .isEqualTo(new Outcome.Failed(code, "the guest ended with exit code " + code));
    }

    @Test
    void anExitCodeIsAByteAsEverywhere() {
        var module =
                WasmBytes.module()
                        .importing(WASI, "proc_exit", "i>")
                        .function(">", "i32.const -1 call 0")
                        .export("_start", 1);

        var ended = sandbox.run(module);

        assertThat(ended.outcome())
                .isEqualTo(new Outcome.Failed(255, "the guest ended with exit code 255"));
    }

    @Test
    void theLastWordsOfAFailureAreItsDetail() {
        var module =
                WasmBytes.module()
                        .importing(WASI, "fd_write", "iiii>i")
                        .importing(WASI, "proc_exit", "i>")
                        .memory(1, 1)
                        .data(0, (byte) 8, (byte) 0, (byte) 0, (byte) 0, (byte) 7)
                        .data(8, "one\ntwo".getBytes(UTF_8))
                        .function(
                                ">",
                                "i32.const 2 i32.const 0 i32.const 1 i32.const 64 call 0 drop i32.const 3 call 1")
                        .export("_start", 2);

        var ended = sandbox.run(module);

        assertThat(ended.outcome()).isEqualTo(new Outcome.Failed(3, "two"));
    }

    @Test
    void aStartFunctionMayEndTheJob() {
        var module =
                WasmBytes.module()
                        .importing(WASI, "proc_exit", "i>")
                        .function(">", "i32.const 7 call 0")
                        .function(">", "unreachable")
                        .start(1)
                        .export("_start", 2);

        var ended = sandbox.run(module);

        assertThat(ended.outcome())
                .isEqualTo(new Outcome.Failed(7, "the guest ended with exit code 7"));
    }

    @Test
    void aTrapInTheStartFunctionIsATrap() {
        var module =
                WasmBytes.module()
                        .function(">", "unreachable")
                        .function(">", "")
                        .start(0)
                        .export("_start", 1);

        var ended = sandbox.run(module);

        assertThat(ended.code()).isEqualTo(ErrorCode.GUEST_TRAP);
    }

    @Test
    void aFailureOfOurOwnIsTheWorkersFault() {
        var ended = sandbox.run(callingBroken());

        assertThat(ended.outcome())
                .isEqualTo(
                        new Outcome.Errored(
                                ErrorCode.WORKER_FAULT,
                                "the worker failed: IndexOutOfBoundsException"));
    }

    @Test
    void aFailureOfOurOwnIsOneLineThatSaysWhoseJobItWas() {
        var links =
                new Links(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("00-" + TRACE + "-b7ad6b7169203331-01"),
                        Optional.empty());
        var job =
                TestingContexts.context(
                        TestingContexts.allowing(TestingContexts.ACME, TestingLimits.ROOMY),
                        TestingContexts.request("").withLinks(links));

        try (var log = new TestingLog(Ends.class.getName())) {
            sandbox.run(callingBroken().bytes(), job);

            assertThat(log.lines())
                    .singleElement()
                    .satisfies(line -> {
                        assertThat(line.getLevel()).isEqualTo(Level.ERROR);
                        assertThat(line.getThrowableProxy().getMessage())
                                .isEqualTo("our own mistake");
                        assertThat(TestingLog.pairs(line))
                                .containsEntry("tenant", "acme")
                                .containsEntry("module", "job")
                                .containsEntry("jobId", "job-1")
                                .containsEntry("record", "jobs-3-42")
                                .containsEntry("trace.id", TRACE);
                    });
        }
    }

    private static WasmBytes callingBroken() {
        return WasmBytes.module()
                .importing("test", "broken", ">")
                .function(">", "call 0")
                .export("_start", 1);
    }
}
