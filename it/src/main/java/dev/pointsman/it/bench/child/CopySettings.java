package dev.pointsman.it.bench.child;

import java.time.Duration;
import java.util.List;

/**
 * What a copy loop is told. Immutable, so safe on every thread.
 *
 * @param brokers its {@code bootstrap.servers}
 * @param group its consumer group, and the stem of its transactional id
 * @param from the topic it reads
 * @param to the topic it writes
 * @param commitInterval how long a transaction stays open
 * @param compression its producer's {@code compression.type}
 */
public record CopySettings(
        String brokers,
        String group,
        String from,
        String to,
        Duration commitInterval,
        String compression) {
    private static final int PARTS = 6;

    static CopySettings parse(List<String> arguments) {
        if (arguments.size() != PARTS) {
            throw new IllegalArgumentException("copy: " + arguments + " (expected: 6 arguments)");
        }
        return new CopySettings(
                arguments.get(0),
                arguments.get(1),
                arguments.get(2),
                arguments.get(3),
                Duration.parse(arguments.get(4)),
                arguments.get(5));
    }

    /** The arguments {@link #parse} reads. */
    public List<String> arguments() {
        return List.of(brokers, group, from, to, commitInterval.toString(), compression);
    }
}
