package dev.pointsman.it.chaos.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The committed retries that a reader saw while the run went on: those that are finished the
 * workers have deleted. Owned by one thread at a time.
 */
public final class SeenRetries {
    /** Ten million jobs have fewer. */
    private static final int MOST = 1_000_000;

    private final List<SeenRetry> all = new ArrayList<>();
    private final Map<Integer, Long> passed = new TreeMap<>();

    /** A record was seen. */
    public void add(ConsumerRecord<byte[], byte[]> record) {
        if (all.size() == MOST) {
            throw new IllegalStateException(
                    "retries: more than " + MOST + " (expected: a run of fewer jobs)");
        }
        all.add(SeenRetry.of(record));
    }

    /** The reader has seen all there was before this offset, from the first on. */
    public void passed(int partition, long offset) {
        passed.put(partition, offset);
    }

    /** How many were seen. */
    public int count() {
        return all.size();
    }

    List<SeenRetry> all() {
        return List.copyOf(all);
    }

    /** Whether the reader must have seen what stands there. */
    boolean hasPassed(SeenRetry retry) {
        return retry.offset() < passed(retry.partition());
    }

    /**
     * What nobody can tell of any more, a sentence each.
     *
     * @param beginnings all before these is deleted
     */
    List<String> deletedUnseen(Offsets beginnings) {
        return beginnings.byPartition().entrySet().stream()
                .filter(beginning -> passed(beginning.getKey()) < beginning.getValue())
                .sorted(Map.Entry.comparingByKey())
                .map(beginning -> sentence(beginning.getKey(), beginning.getValue()))
                .toList();
    }

    private String sentence(int partition, long beginning) {
        return "retries are not checked: of %s-%d was deleted up to %d what the watch had read up to %d"
                .formatted(LogTopic.RETRIES.topic(), partition, beginning, passed(partition));
    }

    private long passed(int partition) {
        return passed.getOrDefault(partition, 0L);
    }
}
