package dev.pointsman.it.chaos;

import dev.pointsman.it.chaos.check.Findings;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run has shown. Immutable, so safe on every thread.
 *
 * @param takenBack results that a fault kept from being committed
 * @param recoveries how many the p99 is of
 * @param faults that were made
 * @param complaints sentences about what went wrong outside the logs
 */
public record Verdict(
        int jobs,
        int faults,
        Findings findings,
        String recoveredP99Millis,
        int recoveries,
        long takenBack,
        List<String> complaints) {
    public Verdict {
        complaints = List.copyOf(complaints);
    }

    /** Whether everything was as it should be, and the run could have shown otherwise. */
    public boolean isGood() {
        return findings.isEmpty() && complaints().isEmpty() && wasProof();
    }

    /** Everything there is to say, the last line last. */
    public List<String> lines() {
        var lines = new ArrayList<String>(findings.examples());
        complaints.forEach(complaint -> lines.add("trouble: " + complaint));
        if (!wasProof()) {
            lines.add(
                    "no proof: the faults never hit a transaction, no result was ever taken back");
        }
        lines.add("results taken back: " + takenBack + ", recoveries measured: " + recoveries);
        lines.add(
                "jobs=%d faults=%d %s recovered_p99_ms=%s"
                        .formatted(jobs, faults, findings, recoveredP99Millis));
        return lines;
    }

    private boolean wasProof() {
        return faults == 0 || takenBack > 0;
    }
}
