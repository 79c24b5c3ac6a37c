package dev.pointsman.worker.host.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.host.HostFunction;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingMemory;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Three files are open, and no others can be: what needs one says so, as a C library expects. */
class FilesTest {
    private static final Set<String> SUPPORTED =
            Set.of(
                    "args_get",
                    "args_sizes_get",
                    "environ_get",
                    "environ_sizes_get",
                    "clock_res_get",
                    "clock_time_get",
                    "random_get",
                    "sched_yield",
                    "proc_exit",
                    "fd_read",
                    "fd_write",
                    "fd_close",
                    "fd_fdstat_get",
                    "fd_filestat_get");

    private final TestingMemory memory = new TestingMemory();

    static Stream<HostFunction> unsupported() {
        return Wasi.functions().stream().filter(function -> !SUPPORTED.contains(function.name()));
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void whatIsNotSupportedSaysSoAndTouchesNothing(HostFunction function) {
        var guest = memory.guest(TestingContexts.context());

        var onInput = (int) function.call().answer(guest, new long[9]);
        var onNoFile = (int) function.call().answer(guest, -1, -1, -1, -1, -1, -1, -1, -1, -1);

        assertThat(onInput).isIn(Errno.NOTSUP, Errno.BADF, Errno.SPIPE);
        assertThat(onNoFile).isIn(Errno.NOTSUP, Errno.BADF);
        assertThat(memory.isUntouched()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void noDirectoryWasOpenedBefore(long file) {
        var guest = memory.guest(TestingContexts.context());

        var errno = TestingCalls.call(guest, "fd_prestat_get", file, 100);

        assertThat(errno).isEqualTo(Errno.BADF);
    }

    @ParameterizedTest
    @CsvSource({"fd_fdstat_get, 24", "fd_filestat_get, 64"})
    void anOpenFileIsOfNoKnownType(String function, int size) {
        var guest = memory.guest(TestingContexts.context());
        memory.put(100, "x".repeat(size + 1));

        var errno = TestingCalls.call(guest, function, 1, 100);

        assertThat(errno).isEqualTo(Errno.SUCCESS);
        assertThat(memory.text(100, size + 1)).isEqualTo("\0".repeat(size) + "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fd_fdstat_get", "fd_filestat_get", "fd_close", "fd_seek", "fd_tell"})
    void aFileThatIsNotOpenHasNoState(String function) {
        var guest = memory.guest(TestingContexts.context());

        var errno = TestingCalls.call(guest, function, 3, 100, 0, 100);

        assertThat(errno).isEqualTo(Errno.BADF);
        assertThat(memory.isUntouched()).isTrue();
    }

    @Test
    void aStreamCannotBeSeekedIn() {
        var guest = memory.guest(TestingContexts.context());

        var errno = TestingCalls.call(guest, "fd_seek", 1, 0, 0, 100);

        assertThat(errno).isEqualTo(Errno.SPIPE);
    }
}
