package dev.pointsman.worker.flow.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What a seed decides. Owned by one thread. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** From 0 on, below the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Both ends are possible. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    boolean rareChance(int perMille) {
        return random.nextInt(1_000) < perMille;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** The same, in another order. */
    <T> List<T> shuffled(List<T> items) {
        var rest = new ArrayList<>(items);
        var order = new ArrayList<T>(items.size());
        while (!rest.isEmpty()) {
            order.add(rest.remove(random.nextInt(rest.size())));
        }
        return order;
    }
}
