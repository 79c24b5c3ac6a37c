package dev.pointsman.it.hostile;

import dev.pointsman.contracts.Outcome;
import dev.pointsman.worker.job.FinishedJob;
import java.util.List;

/**
 * What came of a case.
 *
 * @param end how its jobs ended; of different ends, all of them
 * @param overNanos by how much each job that was stopped at its deadline outlasted it
 * @param admissionNanos how long looking at its module took
 */
record Seen(String end, List<Long> overNanos, long admissionNanos) {
    static final String STUCK = "stuck";
    static final String OUT_OF_MEMORY = "out of memory";

    Seen {
        overNanos = List.copyOf(overNanos);
    }

    /** The word for how a job ended: success, failure, or the error's code. */
    static String endOf(FinishedJob job) {
        return switch (job.result().outcome()) {
            case Outcome.Succeeded _ -> "success";
            case Outcome.Failed _ -> "failure";
            case Outcome.Errored(var code, var detail) ->
                    detail.contains("OutOfMemoryError") ? OUT_OF_MEMORY : code.code();
            case Outcome.Cancelled(var code, _) -> code.code();
        };
    }

    boolean isStuck() {
        return end.contains(STUCK);
    }

    boolean isOutOfMemory() {
        return end.contains(OUT_OF_MEMORY);
    }

    long worstOverNanos() {
        return overNanos.stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
