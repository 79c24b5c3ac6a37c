package dev.pointsman.worker.flow.sim;

import java.util.ArrayList;
import java.util.List;

/** What has been written for jobs, in the order it was, whatever became of it. */
final class ResultsTopic {
    private final List<Written> log = new ArrayList<>();

    void append(List<Line> lines, Transaction transaction) {
        lines.forEach(line -> log.add(new Written(line, transaction)));
    }

    /** What a reader sees that reads committed records only. */
    List<Line> committed() {
        return log.stream()
                .filter(written -> written.transaction().isCommitted())
                .map(Written::line)
                .toList();
    }

    /** What was written in one transaction. */
    List<Line> of(Transaction transaction) {
        return log.stream()
                .filter(written -> written.transaction() == transaction)
                .map(Written::line)
                .toList();
    }

    /** Whether such a reader is held up by a transaction that is open. */
    boolean isHeldUp() {
        return log.stream().anyMatch(written -> written.transaction().isOpen());
    }

    /** How many of these are results. */
    long results() {
        return log.stream()
                .filter(written -> written.line() instanceof Line.Result)
                .filter(written -> written.transaction().isCommitted())
                .count();
    }

    /** How many records no such reader ever sees. */
    long aborted() {
        return log.size() - committed().size();
    }

    private record Written(Line line, Transaction transaction) {}
}
