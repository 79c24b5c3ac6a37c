package dev.pointsman.local.broker;

import java.util.Set;
import java.util.stream.Collectors;

/** The threads that would keep this process alive. Stateless, so safe on every thread. */
final class TestingThreads {
    private TestingThreads() {}

    static Set<Thread> keepingTheProcessAlive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .collect(Collectors.toSet());
    }
}
