package dev.pointsman.it.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * What all of it ran on; figures of two machines are not to be compared. Immutable.
 *
 * @param load how many threads wanted to run in the last minute; above the cores, distrust the run
 */
public record Machine(String system, int cores, long memoryMebibytes, String java, double load) {
    private static final long MEBIBYTE = 1024 * 1024;

    public static Machine now() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                system.getName() + " " + system.getArch(),
                system.getAvailableProcessors(),
                system.getTotalMemorySize() / MEBIBYTE,
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                system.getSystemLoadAverage());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %d MiB, %s, load average %.1f",
                system,
                cores,
                memoryMebibytes,
                java,
                load);
    }
}
