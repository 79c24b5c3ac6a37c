package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a guest pays for a call to its host: one unit for the call, and what is moved into its
 * memory or out of it, each leaf that was not its own among it. If a number changes, so does every
 * tenant's bill.
 */
class HostCallCostTest {
    private static final String WASI = "wasi_snapshot_preview1";
    private static final String OURS = "pointsman/v1";

    /** A buffer of 4096 bytes at 8192, and where the vector for it stands. */
    private static final String VECTOR =
            "i32.const 0 i32.const 8192 i32.store 2 0 i32.const 4 i32.const %d i32.store 2 0 ";

    @AutoClose private final TestingSandbox sandbox = new TestingSandbox();

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    sched_yield, '>i', 1, call 0
                    clock_time_get, 'iIi>i', 1, i32.const 9 i64.const 0 i32.const 0 call 0
                    clock_time_get, 'iIi>i', 66, i32.const 0 i64.const 0 i32.const 0 call 0
                    clock_res_get, 'ii>i', 66, i32.const 0 i32.const 0 call 0
                    random_get, 'ii>i', 1, i32.const 0 i32.const 0 call 0
                    random_get, 'ii>i', 67, i32.const 0 i32.const 1 call 0
                    random_get, 'ii>i', 67, i32.const 0 i32.const 63 call 0
                    random_get, 'ii>i', 68, i32.const 0 i32.const 64 call 0
                    random_get, 'ii>i', 131, i32.const 0 i32.const 4096 call 0
                    random_get, 'ii>i', 2081, i32.const 0 i32.const 65536 call 0
                    random_get, 'ii>i', 1, i32.const 0 i32.const 65537 call 0
                    args_sizes_get, 'ii>i', 66, i32.const 0 i32.const 4 call 0
                    args_get, 'ii>i', 67, i32.const 0 i32.const 64 call 0
                    fd_close, 'i>i', 1, i32.const 1 call 0
                    fd_fdstat_get, 'ii>i', 67, i32.const 0 i32.const 0 call 0
                    path_open, 'iiiiiIIii>i', 1, i32.const 3 i32.const 0 i32.const 0 i32.const 0 i32.const 0 i64.const 0 i64.const 0 i32.const 0 i32.const 0 call 0
                    """)
    void ofWasiCosts(String function, String signature, long fuel, String code) {
        assertThat(cost(WASI, function, signature, code + " drop", "")).isEqualTo(fuel);
    }

    /** The vector is written by the guest itself: its leaf is paid for with or without the call. */
    @ParameterizedTest
    @CsvSource({"0, 66", "1, 67", "63, 67", "64, 68", "128, 69", "4096, 131"})
    void writingSoManyBytesCosts(int bytes, long fuel) {
        var code =
                VECTOR.formatted(bytes)
                        + "i32.const 1 i32.const 0 i32.const 1 i32.const 8 call 0 drop";

        assertThat(cost(WASI, "fd_write", "iiii>i", code, "")).isEqualTo(fuel);
    }

    @ParameterizedTest
    @CsvSource({"0, 66", "1, 132", "64, 133", "4096, 196"})
    void readingSoManyBytesCosts(int bytes, long fuel) {
        var code =
                VECTOR.formatted(bytes)
                        + "i32.const 0 i32.const 0 i32.const 1 i32.const 8 call 0 drop";

        assertThat(cost(WASI, "fd_read", "iiii>i", code, "x".repeat(4_096))).isEqualTo(fuel);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    log, 'iii>i', 1, i32.const 0 i32.const 0 i32.const 0 call 0
                    log, 'iii>i', 2, i32.const 0 i32.const 0 i32.const 1 call 0
                    log, 'iii>i', 18, i32.const 0 i32.const 0 i32.const 1024 call 0
                    log, 'iii>i', 18, i32.const 0 i32.const 0 i32.const 60000 call 0
                    config_get, 'iiii>i', 2, i32.const 0 i32.const 9 i32.const 0 i32.const 100 call 0
                    context_get, 'iiii>i', 68, i32.const 16 i32.const 6 i32.const 0 i32.const 100 call 0
                    state_get, 'iiii>i', 2, i32.const 0 i32.const 9 i32.const 0 i32.const 100 call 0
                    state_set, 'iiii>i', 18, i32.const 0 i32.const 9 i32.const 0 i32.const 1000 call 0
                    state_delete, 'ii>i', 2, i32.const 0 i32.const 9 call 0
                    """)
    void ofOursCosts(String function, String signature, long fuel, String code) {
        assertThat(cost(OURS, function, signature, code + " drop", "")).isEqualTo(fuel);
    }

    @Test
    void publishingCostsWhatIsPublished() {
        var code =
                "i32.const 0 i32.const 9 i32.const 0 i32.const 0 i32.const 0 i32.const 9"
                        + " i32.const 0 i32.const 9 i32.const 0 i32.const 6400 call 0 drop";

        assertThat(cost(OURS, "publish", "iiiiiiiiii>i", code, "")).isEqualTo(1 + 3 + 101 + 1);
    }

    private long cost(String module, String function, String signature, String code, String input) {
        var guest =
                sandbox.admitted(
                        WasmBytes.module()
                                .importing(module, function, signature)
                                .function(">", code)
                                .memory(1, 1)
                                .data(0, bytes("some-name"))
                                .data(16, bytes("tenant"))
                                .export("_start", 1)
                                .bytes());
        var first = cost(guest, input);
        assertThat(cost(guest, input)).as("a second time").isEqualTo(first);
        return first;
    }

    private long cost(GuestModule guest, String input) {
        var ended = sandbox.run(guest, TestingContexts.reading(input));
        assertThat(ended.outcome()).isInstanceOf(Outcome.Succeeded.class);
        return ended.usage().fuel();
    }

    private static byte[] bytes(String text) {
        return Payload.ofUtf8(text).toBytes();
    }
}
