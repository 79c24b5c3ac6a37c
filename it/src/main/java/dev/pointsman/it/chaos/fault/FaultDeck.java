package dev.pointsman.it.chaos.fault;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Deals faults from a shuffled deck, so that all kinds come even in a short run: the same seed, the
 * same faults. Owned by one thread.
 */
public final class FaultDeck {
    private final List<FaultKind> kinds;
    private final Random random;
    private final Deque<FaultKind> rest = new ArrayDeque<>();

    public FaultDeck(List<FaultKind> kinds, long seed) {
        this.kinds = List.copyOf(kinds);
        this.random = new Random(seed);
    }

    /** The next one. */
    Fault next() {
        if (rest.isEmpty()) {
            shuffle();
        }
        return new Fault(rest.removeFirst(), random.nextDouble());
    }

    /** A part of the usual pause between two faults, from half of it to half more. */
    double nextPause() {
        return 0.5 + random.nextDouble();
    }

    /** On top lies what surely hits a transaction: otherwise a short run could prove nothing. */
    private void shuffle() {
        var shuffled = new ArrayList<>(kinds);
        Collections.shuffle(shuffled, random);
        if (shuffled.remove(FaultKind.KILL_AT_OFFSETS_SENT)) {
            shuffled.addFirst(FaultKind.KILL_AT_OFFSETS_SENT);
        }
        rest.addAll(shuffled);
    }
}
