package dev.pointsman.it.bench.instance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A guest on two sides: what the one takes to what the other does. Immutable.
 *
 * @param above divided
 * @param below by this
 */
public record Comparison(BenchGuest guest, Side above, Side below) {
    public Comparison {
        if (!above.runs(guest) || !below.runs(guest)) {
            throw new IllegalArgumentException(
                    "sides: " + above + ", " + below + " (expected: two that run " + guest + ")");
        }
    }

    /** All that are made, guest by guest. */
    public static List<Comparison> all() {
        return Arrays.stream(BenchGuest.values()).flatMap(Comparison::of).toList();
    }

    /** As it is claimed, such as {@code instance_reads_sandbox_over_metered}. */
    public String name() {
        return "instance_"
                + guest.name().toLowerCase(Locale.ROOT)
                + "_"
                + above.word()
                + "_over_"
                + below.word();
    }

    private static Stream<Comparison> of(BenchGuest guest) {
        if (guest.kind() == BenchGuest.Kind.INSTANCE) {
            return Stream.of(new Comparison(guest, Side.ENGINE, Side.SANDBOX));
        }
        return Stream.of(
                        // What memory, fuel, deadline and the rest of a job cost together,
                        pair(guest, Side.SANDBOX, Side.ENGINE),
                        // our memory beside the engine's,
                        pair(guest, Side.SANDBOX, Side.METERED),
                        // fuel and deadline, with the engine's memory and with ours,
                        pair(guest, Side.METERED, Side.ENGINE),
                        pair(guest, Side.SANDBOX, Side.FREED),
                        // and a JVM that is started without a thought.
                        pair(guest, Side.UNFLAGGED, Side.SANDBOX))
                .flatMap(List::stream);
    }

    private static List<Comparison> pair(BenchGuest guest, Side above, Side below) {
        return above.runs(guest) && below.runs(guest)
                ? List.of(new Comparison(guest, above, below))
                : List.of();
    }
}
