package dev.pointsman.it.bench.suite;

/** A share of what the worker can do at most. */
enum Load {
    TENTH(0.1, "a tenth of full load", ""),
    HALF(0.5, "half of full load", "_half");

    private final double share;
    private final String words;
    private final String suffix;

    Load(double share, String words, String suffix) {
        this.share = share;
        this.words = words;
        this.suffix = suffix;
    }

    double share() {
        return share;
    }

    String words() {
        return words;
    }

    /** Of the names of its ratios. */
    String suffix() {
        return suffix;
    }
}
