package dev.pointsman.it.bench.measure;

import dev.pointsman.it.bench.BenchFailed;
import java.time.Duration;

/** How things stand at one moment. Immutable. */
record Sample(
        long nanos,
        long committed,
        Duration clientCpu,
        Duration brokerCpu,
        long allocatedBytes,
        long residentKibibytes) {
    private static final double NANOS_A_SECOND = 1e9;
    private static final double NANOS_A_MICRO = 1e3;
    private static final double KIBI = 1024;

    /** What was done since an earlier sample. */
    Throughput since(Sample earlier) {
        var jobs = committed - earlier.committed;
        if (jobs <= 0) {
            throw new BenchFailed(
                    "no job was committed while it was measured (expected: one or more, see --seconds)");
        }
        var seconds = (nanos - earlier.nanos) / NANOS_A_SECOND;
        return new Throughput(
                jobs / seconds,
                micros(clientCpu.minus(earlier.clientCpu), jobs),
                micros(brokerCpu.minus(earlier.brokerCpu), jobs),
                (allocatedBytes - earlier.allocatedBytes) / KIBI / jobs,
                residentKibibytes / KIBI);
    }

    private static double micros(Duration cpu, long jobs) {
        return cpu.toNanos() / NANOS_A_MICRO / jobs;
    }
}
