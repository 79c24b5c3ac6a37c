package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.testing.TestingSandbox;
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
                                                    strangers(
                                                            TestingImages.begun(image, module),
                                                            pristine,
                                                            (byte) (1 + round % 100))))
                            .toList();

            assertThat(rounds.stream().mapToInt(TestingSandbox::await)).containsOnly(0);
        }
        assertThat(image.checksum()).isEqualTo(before);
    }

    /** Writes everywhere, and counts the bytes that are neither the image's nor its own. */
    private static int strangers(JobMemory memory, byte[] pristine, byte mark) {
        for (var at = 0; at < pristine.length; at += STRIDE) {
            memory.writeByte(at, mark);
        }
        return (int)
                IntStream.range(0, pristine.length)
                        .filter(at -> memory.read(at) != (at % STRIDE == 0 ? mark : pristine[at]))
                        .count();
    }
}
