package dev.pointsman.it.bench.load;

import java.util.Locale;

/** What jobs of a kind do. */
public enum Work {
    /** Gives its input back. */
    TRIVIAL("echo", "worker_trivial", 1),
    /** Parses 1 KB, asks its host twice, keeps and publishes what it found. */
    TYPICAL("typical", "worker_typical", 2),
    /** Hashes 64 KiB. */
    MEMORY("sha256", "worker_memory", 50),
    /** Waits 10 ms for an HTTP answer. */
    WAITING("fetch", "worker_waiting", 4);

    /** What a warm-up and a window need at least, however few others there are. */
    private static final long LEAST_BACKLOG = 2_000;

    private final String module;
    private final String claim;
    private final int share;

    Work(String module, String claim, int share) {
        this.module = module;
        this.claim = claim;
        this.share = share;
    }

    /** The module that does it. */
    public String module() {
        return module;
    }

    /** What the names of its ratios begin with. */
    public String claim() {
        return claim;
    }

    /** How many jobs are published beforehand, where there are this many trivial ones. */
    public long backlog(long ofTrivial) {
        return Math.max(LEAST_BACKLOG, ofTrivial / share);
    }

    /** State belongs to a key. */
    public boolean needsKey() {
        return this == TYPICAL;
    }

    /** As it stands in tables. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
