package dev.pointsman.worker.flow.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whether no job was done in a later transaction than that in which the first cancel of it was
 * finished, wherever it was meanwhile, and whoever owned its partition: one that had ended by then
 * ends in an earlier one, or in the same; one that is found is waited for, by that cancel alone.
 */
record HeededCancels(Broker broker, Map<JobId, PublishedJob> jobs) {
    void check() {
        var finished = new HashMap<Integer, Set<PublishedJob>>();
        for (var transaction : broker.offsets().transactions()) {
            broker.results().of(transaction).forEach(line -> check(line, finished));
            transaction
                    .offsets()
                    .forEach((partition, offset) -> finish(partition, offset, finished));
        }
    }

    private void check(Line line, Map<Integer, Set<PublishedJob>> finished) {
        if (line instanceof Line.Result(var id, _, Line.Run _)) {
            var job = jobs.get(id);
            Namesakes.firstCancelOf(job, jobs)
                    .filter(finished.getOrDefault(id.partition(), Set.of())::contains)
                    .ifPresent(cancel -> {
                        throw new Violation("cancelled in vain: " + job + " by " + cancel.id());
                    });
        }
    }

    private void finish(
            int partition, CommittedOffset offset, Map<Integer, Set<PublishedJob>> finished) {
        if (RetriesTopic.home(partition) == partition) {
            var progress = Checker.progress(offset);
            broker.jobs().jobs(partition).stream()
                    .filter(PublishedJob::cancels)
                    .filter(cancel -> Checker.isFinished(progress, cancel.id().offset()))
                    .forEach(finished.computeIfAbsent(partition, _ -> new HashSet<>())::add);
        }
    }
}
