package dev.pointsman.worker.flow.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The jobs topic: its records are all known from the start, and become visible bit by bit. */
final class JobsTopic {
    private final List<List<PublishedJob>> partitions;
    private final int[] visible;

    JobsTopic(List<List<PublishedJob>> partitions) {
        this.partitions = partitions.stream().map(List::copyOf).toList();
        this.visible = new int[partitions.size()];
    }

    int partitions() {
        return partitions.size();
    }

    /** The first visible record from the position on. */
    Optional<PublishedJob> next(int partition, long position) {
        var records = partitions.get(partition);
        for (var place = 0; place < visible[partition]; place++) {
            if (records.get(place).id().offset() >= position) {
                return Optional.of(records.get(place));
            }
        }
        return Optional.empty();
    }

    /** A record more of the partition becomes visible, if there is one. */
    void publish(int partition) {
        visible[partition] = Math.min(visible[partition] + 1, partitions.get(partition).size());
    }

    void publishAll() {
        for (var partition = 0; partition < visible.length; partition++) {
            visible[partition] = partitions.get(partition).size();
        }
    }

    List<PublishedJob> jobs(int partition) {
        return partitions.get(partition);
    }

    List<PublishedJob> jobs() {
        var all = new ArrayList<PublishedJob>();
        partitions.forEach(all::addAll);
        return all;
    }

    /** How many of all records are no cancels. */
    long size() {
        return jobs().stream().filter(job -> !job.cancels()).count();
    }

    Stream<Integer> numbers() {
        return Stream.iterate(0, number -> number + 1).limit(partitions.size());
    }
}
