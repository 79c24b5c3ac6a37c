package dev.pointsman.worker.replay;

import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Recording;
import dev.pointsman.worker.effects.LogLine;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of a replay. Immutable, so safe on every thread.
 *
 * @param outcome how the job ended this time
 * @param lines what the guest said
 * @param marked names of secrets that a marker stood for
 */
public record Replayed(
        Outcome outcome, long fuel, long hostCalls, List<LogLine> lines, List<String> marked) {
    public Replayed {
        lines = List.copyOf(lines);
        marked = List.copyOf(marked);
    }

    /** In what it differs from what was recorded; in nothing, if the replay was exact. */
    public List<String> differences(Recording recording) {
        var differences = new ArrayList<String>();
        if (!outcome.equals(recording.outcome())) {
            differences.add("outcome");
        }
        if (fuel != recording.fuel()) {
            differences.add("fuel");
        }
        if (hostCalls != recording.hostCalls()) {
            differences.add("host calls");
        }
        return differences;
    }
}
