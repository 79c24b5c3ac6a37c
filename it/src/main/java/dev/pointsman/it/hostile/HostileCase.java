package dev.pointsman.it.hostile;

import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.testing.WasmBytes;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A module that somebody could upload, and how its jobs have to end.
 *
 * @param expected any of these
 */
record HostileCase(String name, Set<String> expected, Supplier<Payload> module) {
    static final String REFUSED = "module-refused";
    static final String NOT_CORE = "module-not-core";

    /** A file larger than any that is read. */
    static final String UNREADABLE = "module-unreadable";

    static final String DEADLINE = "deadline-exceeded";
    static final String FUEL = "fuel-exhausted";
    static final String TRAP = "guest-trap";
    static final String STACK = "stack-exhausted";
    static final String MEMORY = "memory-limit";
    static final String SUCCESS = "success";

    HostileCase {
        expected = Set.copyOf(expected);
    }

    static HostileCase ending(String name, String expected, WasmBytes module) {
        return new HostileCase(name, Set.of(expected), module::bytes);
    }

    /** Whether it runs at all: then its end is looked at more than once. */
    boolean runs() {
        return !expected.contains(REFUSED) && !expected.contains(NOT_CORE);
    }

    /** How it has to end, in a few words. */
    String expectation() {
        return expected.size() > 3
                ? "any but our fault"
                : expected.stream().sorted().collect(Collectors.joining("|"));
    }
}
