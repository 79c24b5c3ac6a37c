package dev.pointsman.it.bench.child;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/** What a JVM holds for good. Stateless. */
final class Memory {
    /** Classes; the code that the JVM compiled of them is left out, for it is bounded. */
    private static final String CLASSES = "Metaspace";

    private Memory() {}

    /** Bytes of heap in use after a collection, and of metaspace. */
    static long afterCollection() {
        // Once more, for what the first one has set free.
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP || pool.getName().equals(CLASSES))
                .map(MemoryPoolMXBean::getUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
