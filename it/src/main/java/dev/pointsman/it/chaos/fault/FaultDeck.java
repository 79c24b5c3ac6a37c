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
    /** Each kill of so many is left alone: enough to know what one costs, and the rest collide. */
    private static final int KILLS_A_LONE_ONE = 5;

    private final List<FaultKind> kinds;
    private final Random random;
    private final Deque<FaultKind> rest = new ArrayDeque<>();
    private int kills;

    public FaultDeck(List<FaultKind> kinds, long seed) {
        this.kinds = List.copyOf(kinds);
        this.random = new Random(seed);
    }

    /** The next one. */
    Fault next() {
        if (rest.isEmpty()) {
            shuffle();
        }
        var kind = rest.removeFirst();
        return new Fault(kind, random.nextDouble(), isAlone(kind));
    }

    private boolean isAlone(FaultKind kind) {
        return kind.isKill() && ++kills % KILLS_A_LONE_ONE == 0;
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
