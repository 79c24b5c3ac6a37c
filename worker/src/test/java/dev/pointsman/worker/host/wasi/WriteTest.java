package dev.pointsman.worker.host.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.effects.LogLine;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard output is the result, standard error the log. */
class WriteTest {
    private static final int VECTORS = 0;
    private static final int COUNT = 64;

    private final TestingMemory memory = new TestingMemory();

    @Test
    void severalBuffersAreOneOutput() {
        var guest = memory.guest(TestingContexts.context());
        memory.put(100, "hello ");
        memory.put(200, "world");
        memory.putVector(VECTORS, 100, 6);
        memory.putVector(VECTORS + 8, 200, 5);

        var errno = TestingCalls.call(guest, "fd_write", 1, VECTORS, 2, COUNT);

        assertThat(errno).isEqualTo(Errno.SUCCESS);
        assertThat(memory.readInt(COUNT)).isEqualTo(11);
        assertThat(guest.effects().output().toPayload()).isEqualTo(Payload.ofUtf8("hello world"));
    }

    @Test
    void whatIsWrittenToStandardErrorIsLogged() {
        var guest = memory.guest(TestingContexts.context());
        memory.put(100, "one\ntwo\n");
        memory.putVector(VECTORS, 100, 8);

        var errno = TestingCalls.call(guest, "fd_write", 2, VECTORS, 1, COUNT);

        assertThat(errno).isEqualTo(Errno.SUCCESS);
        assertThat(memory.readInt(COUNT)).isEqualTo(8);
        assertThat(guest.effects().logLines().list())
                .extracting(LogLine::text)
                .containsExactly("one", "two");
        assertThat(guest.effects().output().toPayload()).isEqualTo(Payload.EMPTY);
    }

    @Test
    void oneWriteToStandardErrorIsLookedAtNoFurtherThan64KiB() {
        var guest = memory.guest(TestingContexts.context(TestingLimits.logLines(1)));
        memory.put(8 * 1024, "\n".repeat(32 * 1024));
        for (var i = 0; i < 1024; i++) {
            memory.putVector(VECTORS + i * 8, 8 * 1024, 32 * 1024);
        }

        var errno = TestingCalls.call(guest, "fd_write", 2, VECTORS, 1024, 48 * 1024);

        assertThat(errno).isEqualTo(Errno.SUCCESS);
        assertThat(memory.readInt(48 * 1024)).as("all is taken").isEqualTo(32 * 1024 * 1024);
        assertThat(guest.effects().logLines().dropped()).isEqualTo(64 * 1024 - 1);
    }

    @Test
    void whatIsTooMuchIsRefusedBeforeItIsCopied() {
        var guest = memory.guest(TestingContexts.context(TestingLimits.output(10)));
        memory.putVector(VECTORS, 0, 11);

        assertThatThrownBy(() -> TestingCalls.call(guest, "fd_write", 1, VECTORS, 1, COUNT))
                .isInstanceOfSatisfying(
                        JobStopped.class,
                        stopped ->
                                assertThat(stopped.code()).isEqualTo(ErrorCode.OUTPUT_TOO_LARGE));
        assertThat(guest.effects().output().toPayload()).isEqualTo(Payload.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3, -1})
    void onlyOutputAndErrorAreWritten(long file) {
        var guest = memory.guest(TestingContexts.context());

        var errno = TestingCalls.call(guest, "fd_write", file, VECTORS, 1, COUNT);

        assertThat(errno).isEqualTo(Errno.BADF);
        assertThat(memory.isUntouched()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, -1", "2, -1", "1, 0x80000000", "2, 1025"})
    void moreBuffersThanAnyLibraryHandsOverAreInvalid(String file, String count) {
        var guest = memory.guest(TestingContexts.context());

        var errno =
                TestingCalls.call(
                        guest, "fd_write", Long.decode(file), VECTORS, Long.decode(count), COUNT);

        assertThat(errno).isEqualTo(Errno.INVAL);
    }
}
