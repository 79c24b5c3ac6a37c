package dev.pointsman.worker.flow.sim;

import java.util.ArrayList;
import java.util.List;

/** That a group has begun partitions, as it stands on the topic of state. */
final class BegunMarks {
    private final List<Mark> marks = new ArrayList<>();

    void append(int partition, Transaction transaction) {
        marks.add(new Mark(partition, transaction));
    }

    /** As a reader sees it that reads committed records only. */
    boolean isBegun(int partition) {
        return marks.stream()
                .anyMatch(mark -> mark.partition == partition && mark.transaction.isCommitted());
    }

    private record Mark(int partition, Transaction transaction) {}
}
