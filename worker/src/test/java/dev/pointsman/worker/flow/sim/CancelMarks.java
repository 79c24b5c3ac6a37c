package dev.pointsman.worker.flow.sim;

import java.util.ArrayList;
import java.util.List;

/** The cancels that workers have remembered, as they stand on the topic of state. */
final class CancelMarks {
    private final List<Mark> marks = new ArrayList<>();

    void append(PublishedJob cancel, Transaction transaction) {
        marks.add(new Mark(cancel, transaction));
    }

    /** As a reader sees them that reads committed records only. */
    List<PublishedJob> committed(int partition) {
        return marks.stream()
                .filter(mark -> mark.transaction.isCommitted())
                .map(Mark::cancel)
                .filter(cancel -> cancel.id().partition() == partition)
                .toList();
    }

    private record Mark(PublishedJob cancel, Transaction transaction) {}
}
