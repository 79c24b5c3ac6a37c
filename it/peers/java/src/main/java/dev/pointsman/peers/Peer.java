package dev.pointsman.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The main class of every peer in Java. It keeps to the conversation of it/bench: says a line when
 * it has its partitions, answers each line on standard input by a line, and ends when standard
 * input does.
 */
public final class Peer {
    private Peer() {}

    public static void main(String[] arguments) throws Exception {
        var settings = Settings.of(Arrays.copyOfRange(arguments, 1, arguments.length));
        var digest = MessageDigest.getInstance("SHA-256");
        var hex = HexFormat.of().formatHex(digest.digest(Files.readAllBytes(settings.module())));
        try (var source = source(arguments[0], settings, new Records(settings, "sha256:" + hex))) {
            source.awaitPartitions();
            System.out.println("ready");
            answer(source);
        }
        // A library's thread must not keep the process.
        System.exit(0);
    }

    private static JobSource source(String kind, Settings settings, Records records) {
        return switch (kind) {
            case "chicory-interpreter" ->
                    new TransactionalLoop(settings, ChicoryGuests.interpreted(settings), records);
            case "chicory-compiled" ->
                    new TransactionalLoop(settings, ChicoryGuests.compiled(settings), records);
            case "wasmtime" ->
                    new TransactionalLoop(settings, WasmtimeGuests.compiled(settings), records);
            case "parallel-consumer" ->
                    new ParallelConsumer(
                            settings,
                            ChicoryGuests.compiled(settings),
                            records,
                            ParallelConsumer.Setting.DEFAULTS);
            case "parallel-consumer-tuned" ->
                    new ParallelConsumer(
                            settings,
                            ChicoryGuests.compiled(settings),
                            records,
                            ParallelConsumer.Setting.TUNED);
            default -> throw new IllegalArgumentException("peer: " + kind);
        };
    }

    private static void answer(JobSource source) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(
                    switch (line) {
                        case "COMMITTED" -> source.committed();
                        case "COMPILED_MILLIS" ->
                                ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
                        case "ALLOCATED_BYTES" -> allocatedBytes();
                        default -> throw new IllegalArgumentException("question: " + line);
                    });
        }
    }

    private static long allocatedBytes() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.ThreadMXBean.class)
                .getTotalThreadAllocatedBytes();
    }
}
