package dev.pointsman.it.bench.child;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where a worker's CPU goes: what threads take is read from the system, and is exact; what those
 * that run jobs do with it is sampled by the flight recorder, whose samples are shares, no times;
 * what no thread of Java's took is the JVM's. Owned by one thread.
 */
final class CpuSplit {
    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final Duration PERIOD = Duration.ofMillis(10);

    private final Recording recording = new Recording();
    private final Map<ThreadKind, Long> threadsBefore;
    private final long processBefore;

    private CpuSplit() {
        recording.enable(SAMPLE).withPeriod(PERIOD);
        recording.start();
        threadsBefore = threadNanos();
        processBefore = processNanos();
    }

    static CpuSplit begin() {
        return new CpuSplit();
    }

    /** Nanoseconds of each part since the beginning, as {@code part=nanos}. */
    String end() {
        var process = processNanos() - processBefore;
        var threads = threadNanos();
        threadsBefore.forEach((kind, before) -> threads.merge(kind, -before, Long::sum));
        var java = threads.values().stream().mapToLong(Long::longValue).sum();
        var parts = new EnumMap<CpuPart, Long>(CpuPart.class);
        parts.put(CpuPart.KAFKA, threads.getOrDefault(ThreadKind.KAFKA, 0L));
        parts.put(CpuPart.OTHER, threads.getOrDefault(ThreadKind.OTHER, 0L));
        parts.put(CpuPart.JVM, process - java);
        share(threads.getOrDefault(ThreadKind.JOBS, 0L), samples(), parts);
        return parts.entrySet().stream()
                .map(part -> part.getKey() + "=" + part.getValue())
                .collect(Collectors.joining(" "));
    }

    private static void share(long nanos, Map<CpuPart, Long> samples, Map<CpuPart, Long> parts) {
        var all = Math.max(1, samples.values().stream().mapToLong(Long::longValue).sum());
        samples.forEach((part, count) -> parts.merge(part, nanos * count / all, Long::sum));
    }

    private Map<CpuPart, Long> samples() {
        try (recording) {
            recording.stop();
            var file = Files.createTempFile("split", ".jfr");
            recording.dump(file);
            return RecordingFile.readAllEvents(file).stream()
                    .filter(CpuSplit::isOfJobThread)
                    .collect(
                            Collectors.groupingBy(
                                    event -> CpuPart.of(event.getStackTrace()),
                                    Collectors.counting()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOfJobThread(RecordedEvent event) {
        // A recording has events of its own besides.
        if (!event.getEventType().getName().equals(SAMPLE) || event.getStackTrace() == null) {
            return false;
        }
        var thread = event.getThread("sampledThread");
        return thread != null && ThreadKind.of(thread.getJavaName()) == ThreadKind.JOBS;
    }

    private static Map<ThreadKind, Long> threadNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        var nanos = new EnumMap<ThreadKind, Long>(ThreadKind.class);
        for (var info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null) {
                var cpu = Math.max(0, threads.getThreadCpuTime(info.getThreadId()));
                nanos.merge(ThreadKind.of(info.getThreadName()), cpu, Long::sum);
            }
        }
        return nanos;
    }

    private static long processNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
