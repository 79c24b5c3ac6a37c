package dev.pointsman.local.client;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Finds out which jobs that failed were published again before, from the topics of jobs: the retry
 * names the job as its cause. As far as these topics still have it, that is. Stateless.
 */
public final class EarlierRetries {
    /** Letters have the time of workers, and retries that of whoever asked for them. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private static final long RECORDS_A_WORD = 100_000;

    private EarlierRetries() {}

    /**
     * Those of the jobs that were.
     *
     * @param topics where to look
     * @param since when the first of these jobs was put aside
     * @param progress told now and then how many records were looked at
     */
    public static Set<FailedJob> among(
            Set<FailedJob> failed,
            Cluster cluster,
            List<String> topics,
            Instant since,
            LongConsumer progress) {
        var retried = new HashSet<FailedJob>();
        try (var reader = TopicReader.fromTime(cluster, topics, since.minus(MARGIN))) {
            var seen = new long[1];
            reader.readWhile(record -> {
                seen[0]++;
                if (seen[0] % RECORDS_A_WORD == 0) {
                    progress.accept(seen[0]);
                }
                FailedJob.causing(record).filter(failed::contains).ifPresent(retried::add);
                return retried.size() < failed.size();
            });
        }
        return retried;
    }
}
