package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.testing.TestingSandbox;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One image under the memories of many threads: each sees the image and its own, nobody else's. */
class MemoryImageHammerTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 500;
    private static final int STRIDE = 1_024;

    @Test
    void noJobSeesWhatAnotherWrites() {
        var module = TestingImages.module();
        var image = MemoryImage.of(module);
        var pristine = TestingImages.begun(image, module).readBytes(0, TestingImages.BYTES);
        var before = image.checksum();

        try (var sandbox = new TestingSandbox(THREADS, List.of())) {
            var rounds =
                    IntStream.range(0, THREADS * ROUNDS)
                            .mapToObj(round ->
                                    sandbox.threads()
                                            .submit(() ->
                                                    stranger(
                                                            TestingImages.begun(image, module),
                                                            pristine,
                                                            (byte) (1 + round % 100))))
                            .toList();

            assertThat(rounds.stream().mapToInt(TestingSandbox::await)).containsOnly(-1);
        }
        assertThat(image.checksum()).isEqualTo(before);
    }

    /** Writes everywhere, and answers the first byte that is neither the image's nor its own. */
    private static int stranger(JobMemory memory, byte[] pristine, byte mark) {
        var expected = pristine.clone();
        for (var at = 0; at < pristine.length; at += STRIDE) {
            expected[at] = mark;
            memory.writeByte(at, mark);
        }
        return Arrays.mismatch(memory.readBytes(0, pristine.length), expected);
    }
}
