package dev.pointsman.local.cli;

import dev.pointsman.local.client.EarlierRetries;
import dev.pointsman.local.client.FailedJob;
import dev.pointsman.local.client.Letter;
import dev.pointsman.local.client.LetterPlace;
import dev.pointsman.local.client.LetterSummary;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The dead letters a filter leaves, and which of their jobs were published again before. Only where
 * they are is kept, so that there may be many. Owned by one thread.
 */
final class LettersToRetry {
    private static final int MOST = 50_000;

    private final Map<LetterPlace, Optional<FailedJob>> letters = new HashMap<>();
    private final Set<FailedJob> retried = new HashSet<>();
    private Instant oldest = Instant.MAX;

    /** Those there are at this moment; what was published of them before. */
    static LettersToRetry find(
            LetterCluster cluster, LetterFilter filter, Predicate<String> isTopic)
            throws IOException {
        var found = new LettersToRetry();
        cluster.letters()
                .readWhile(letter -> {
                    if (filter.accepts(LetterSummary.of(letter))) {
                        found.add(letter);
                    }
                    return found.letters.size() <= MOST;
                });
        found.requireFew();
        found.findRetried(cluster, isTopic);
        return found;
    }

    boolean includes(Letter letter) {
        return letters.containsKey(letter.place());
    }

    boolean isRetried(Letter letter) {
        return letters.getOrDefault(letter.place(), Optional.empty())
                .filter(retried::contains)
                .isPresent();
    }

    private void add(Letter letter) {
        letters.put(letter.place(), FailedJob.of(letter));
        oldest = letter.writtenAt().isBefore(oldest) ? letter.writtenAt() : oldest;
    }

    private void requireFew() throws IOException {
        if (letters.size() > MOST) {
            throw new IOException(
                    "dead letters: more than "
                            + MOST
                            + " (expected: fewer at a time; narrow them by --tenant, --module, --error,"
                            + " --since and --until, or publish them --again without looking)");
        }
    }

    /** What a letter says of its topic is looked into only where workers take jobs from. */
    private void findRetried(LetterCluster cluster, Predicate<String> isTopic) {
        var jobs = new HashSet<FailedJob>();
        letters.values().forEach(job -> job.ifPresent(jobs::add));
        var ofJobs = cluster.options().jobs();
        var topics =
                jobs.stream()
                        .filter(job -> isOfJobs(ofJobs, job))
                        .map(FailedJob::topic)
                        .distinct()
                        .filter(isTopic)
                        .toList();
        if (!topics.isEmpty()) {
            retried.addAll(
                    EarlierRetries.among(
                            jobs,
                            cluster.options().cluster(),
                            topics,
                            oldest,
                            LetterCluster::tellProgress));
        }
    }

    private static boolean isOfJobs(String ofJobs, FailedJob job) {
        return job.topic().equals(ofJobs) || job.topic().equals(ofJobs + "." + job.tenant());
    }
}
