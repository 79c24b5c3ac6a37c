package dev.pointsman.it.bench.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class CpuSplitTest {
    @Test
    void aRecordingIsReadAndEveryThreadIsOfSomePart() throws InterruptedException {
        var split = CpuSplit.begin();

        Thread.ofPlatform().name("intake").start(CpuSplitTest::work).join();
        var parts = parts(split.end());

        assertThat(parts).containsKeys(CpuPart.KAFKA, CpuPart.JVM, CpuPart.OTHER);
    }

    private static Map<CpuPart, Long> parts(String told) {
        return Arrays.stream(told.split(" ", -1))
                .map(part -> part.split("=", -1))
                .collect(
                        Collectors.toMap(
                                words -> CpuPart.valueOf(words[0]),
                                words -> Long.parseLong(words[1])));
    }

    private static void work() {
        assertThat(Long.toString(System.nanoTime()).chars().sum()).isPositive();
    }
}
