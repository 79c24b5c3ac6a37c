package dev.pointsman.it.hostile;

import java.util.List;
import java.util.Locale;

/**
 * What a run has come to. Immutable, so safe on every thread.
 *
 * @param unexpected cases that did not end as they must
 * @param overrunP99Millis by how much jobs outlast their deadline, of a hundred all but one
 * @param victimP99Ratio how much longer the victim's jobs take beside the attacks
 * @param victimFailures jobs of the victim that did not succeed
 */
record Verdict(
        int cases,
        List<String> unexpected,
        int stuck,
        int outOfMemory,
        double overrunP99Millis,
        double victimP99Ratio,
        int victimFailures) {
    private static final double MAX_OVERRUN_MILLIS = 100;
    private static final double MAX_RATIO = 2;

    Verdict {
        unexpected = List.copyOf(unexpected);
    }

    /**
     * Whether all promises are kept.
     *
     * @param timed whether those about time count
     */
    boolean isGood(boolean timed) {
        var isSafe = unexpected.isEmpty() && stuck == 0 && outOfMemory == 0 && victimFailures == 0;
        var isQuick = overrunP99Millis <= MAX_OVERRUN_MILLIS && victimP99Ratio <= MAX_RATIO;
        return isSafe && (isQuick || !timed);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "cases=%d stuck=%d oom=%d overrun_p99_ms=%.1f victim_p99_ratio=%.2f",
                cases,
                stuck,
                outOfMemory,
                overrunP99Millis,
                victimP99Ratio);
    }
}
