package dev.pointsman.it.chaos;

import dev.pointsman.it.chaos.check.Findings;
import dev.pointsman.it.chaos.watch.Recoveries;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run has shown. Nothing in it changes any more.
 *
 * @param takenBack results that a fault kept from being committed
 * @param faults that were made
 * @param complaints sentences about what went wrong outside the logs
 */
public record Verdict(
        int jobs,
        int faults,
        Findings findings,
        Recoveries recoveries,
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
        lines.add("results taken back: " + takenBack);
        lines.add("recoveries, whatever else went wrong meanwhile: " + recoveries.all());
        lines.add("recoveries with no other fault meanwhile: " + recoveries.undisturbed());
        lines.add(
                "jobs=%d faults=%d %s recovered_p99_ms=%s"
                        .formatted(
                                jobs, faults, findings, recoveries.undisturbed().percentile(99)));
        return lines;
    }

    private boolean wasProof() {
        return faults == 0 || takenBack > 0;
    }
}
