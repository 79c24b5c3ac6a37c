package dev.pointsman.it.chaos.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a reader of committed results saw while the run went on, to be held against what is there
 * afterwards. Owned by one thread at a time.
 */
public final class SeenResults {
    private final Map<Integer, PartitionSeen> partitions = new TreeMap<>();

    /** A record was seen. */
    public void add(ConsumerRecord<byte[], byte[]> record) {
        partition(record.partition()).add(record.offset(), hash(record));
    }

    /** The reader has passed everything before this offset. */
    public void passed(int partition, long offset) {
        partition(partition).passed = offset;
    }

    /** How many were seen. */
    public long count() {
        return partitions.values().stream().mapToLong(seen -> seen.size).sum();
    }

    /**
     * A record that is there afterwards, the next of its partition; what was wrong, if anything.
     */
    List<String> compare(ConsumerRecord<byte[], byte[]> record) {
        return partition(record.partition()).compare(record.offset(), hash(record)).stream()
                .map(fault -> record.partition() + "@" + fault)
                .toList();
    }

    /** What was seen beyond the last record that is there. */
    List<String> leftOver() {
        return partitions.entrySet().stream()
                .flatMap(partition ->
                        partition.getValue().before(Long.MAX_VALUE).stream()
                                .map(fault -> partition.getKey() + "@" + fault))
                .toList();
    }

    private PartitionSeen partition(int number) {
        return partitions.computeIfAbsent(number, _ -> new PartitionSeen());
    }

    private static int hash(ConsumerRecord<byte[], byte[]> record) {
        return 31 * Arrays.hashCode(record.value()) + record.headers().hashCode();
    }

    /** The records seen of one partition, as two arrays: there may be a million. */
    private static final class PartitionSeen {
        private long[] offsets = new long[1024];
        private int[] hashes = new int[1024];
        private int size;
        private int compared;
        private long passed;

        void add(long offset, int hash) {
            if (size == offsets.length) {
                offsets = Arrays.copyOf(offsets, size * 2);
                hashes = Arrays.copyOf(hashes, size * 2);
            }
            offsets[size] = offset;
            hashes[size] = hash;
            size++;
            passed = offset + 1;
        }

        List<String> compare(long offset, int hash) {
            var faults = before(offset);
            if (compared < size && offsets[compared] == offset) {
                if (hashes[compared] != hash) {
                    faults.add(offset + " was another record when it was seen during the run");
                }
                compared++;
            } else if (offset < passed) {
                faults.add(offset + " was not seen by a reader that passed it during the run");
            }
            return faults;
        }

        /** What was seen before this offset and not compared yet: it is not there any more. */
        List<String> before(long offset) {
            var faults = new ArrayList<String>();
            while (compared < size && offsets[compared] < offset) {
                faults.add(offsets[compared] + " was seen during the run and is not there");
                compared++;
            }
            return faults;
        }
    }
}
