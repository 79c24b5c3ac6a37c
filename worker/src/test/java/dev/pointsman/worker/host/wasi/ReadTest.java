package dev.pointsman.worker.host.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard input is the job's value, read in whatever pieces the guest likes. */
class ReadTest {
    private static final int VECTORS = 0;
    private static final int COUNT = 64;
    private static final int FIRST = 100;
    private static final int SECOND = 200;

    private final TestingMemory memory = new TestingMemory();

    @Test
    void severalBuffersAreFilledInTheirOrder() {
        var guest = memory.guest(TestingContexts.reading("hello world"));
        memory.putVector(VECTORS, FIRST, 5);
        memory.putVector(VECTORS + 8, SECOND, 100);

        var errno = TestingCalls.call(guest, "fd_read", 0, VECTORS, 2, COUNT);

        assertThat(errno).isEqualTo(Errno.SUCCESS);
        assertThat(memory.readInt(COUNT)).isEqualTo(11);
        assertThat(memory.text(FIRST, 5)).isEqualTo("hello");
        assertThat(memory.text(SECOND, 6)).isEqualTo(" world");
    }

    @Test
    void theNextReadGoesOnWhereTheLastOneEnded() {
        var guest = memory.guest(TestingContexts.reading("hello"));
        memory.putVector(VECTORS, FIRST, 2);
        TestingCalls.call(guest, "fd_read", 0, VECTORS, 1, COUNT);

        TestingCalls.call(guest, "fd_read", 0, VECTORS, 1, COUNT);

        assertThat(memory.readInt(COUNT)).isEqualTo(2);
        assertThat(memory.text(FIRST, 2)).isEqualTo("ll");
    }

    @Test
    void atTheEndNothingIsRead() {
        var guest = memory.guest(TestingContexts.reading(""));
        memory.putVector(VECTORS, FIRST, 10);
        memory.writeInt(COUNT, 99);

        var errno = TestingCalls.call(guest, "fd_read", 0, VECTORS, 1, COUNT);

        assertThat(errno).isEqualTo(Errno.SUCCESS);
        assertThat(memory.readInt(COUNT)).isZero();
    }

    @Test
    void anEmptyBufferReadsNothing() {
        var guest = memory.guest(TestingContexts.reading("hello"));
        memory.putVector(VECTORS, FIRST, 0);

        TestingCalls.call(guest, "fd_read", 0, VECTORS, 1, COUNT);

        assertThat(memory.readInt(COUNT)).isZero();
        assertThat(guest.io().unread()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, -1, 0x7fff_ffffL})
    void onlyStandardInputIsRead(long file) {
        var guest = memory.guest(TestingContexts.reading("hello"));

        var errno = TestingCalls.call(guest, "fd_read", file, VECTORS, 1, COUNT);

        assertThat(errno).isEqualTo(Errno.BADF);
        assertThat(memory.isUntouched()).isTrue();
    }

    @Test
    void whatStandsInTheHighHalfOfAnArgumentDoesNotMatter() {
        var guest = memory.guest(TestingContexts.reading("hello"));
        memory.putVector(VECTORS, FIRST, 5);

        var errno = TestingCalls.call(guest, "fd_read", 7L << 32, VECTORS, 1, COUNT);

        assertThat(errno).isEqualTo(Errno.SUCCESS);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0x8000_0000L, 1025, 0x7fff_ffffL})
    void moreBuffersThanAnyLibraryHandsOverAreInvalid(long count) {
        var guest = memory.guest(TestingContexts.reading("hello"));

        var errno = TestingCalls.call(guest, "fd_read", 0, VECTORS, count, COUNT);

        assertThat(errno).isEqualTo(Errno.INVAL);
    }
}
