package dev.pointsman.it.bench.report;

import java.util.List;
import java.util.stream.IntStream;

/** Repetitions of two things measured in turn, as ratios of neighbours. Stateless. */
public final class Pairs {
    private Pairs() {}

    /**
     * The first over the second, repetition by repetition: what the machine does meanwhile meets
     * both of a pair.
     */
    public static Spread ratios(List<Double> first, List<Double> second) {
        if (first.size() != second.size()) {
            throw new IllegalArgumentException(
                    "repetitions: "
                            + first.size()
                            + " and "
                            + second.size()
                            + " (expected: as many)");
        }
        return Spread.of(
                IntStream.range(0, first.size())
                        .mapToObj(i -> first.get(i) / second.get(i))
                        .toList());
    }
}
