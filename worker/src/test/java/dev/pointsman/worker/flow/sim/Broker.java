package dev.pointsman.worker.flow.sim;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Kafka, as far as exactly-once rests on it: what a producer may ask of it. */
final class Broker {
    private final Producers producers;
    private final ResultsTopic results = new ResultsTopic();
    private final RetriesTopic retries = new RetriesTopic();
    private final Offsets offsets = new Offsets();
    private final BegunMarks begun = new BegunMarks();
    private final CancelMarks cancels = new CancelMarks();
    private final JobsTopic jobs;
    private final Group group;

    Broker(JobsTopic jobs, Group group, Clock clock) {
        this.producers = new Producers(clock);
        this.jobs = jobs;
        this.group = group;
    }

    JobsTopic jobs() {
        return jobs;
    }

    RetriesTopic retries() {
        return retries;
    }

    ResultsTopic results() {
        return results;
    }

    Offsets offsets() {
        return offsets;
    }

    BegunMarks begun() {
        return begun;
    }

    CancelMarks cancels() {
        return cancels;
    }

    Group group() {
        return group;
    }

    Producers producers() {
        return producers;
    }

    /** The id is the asker's from now on; what another left open under it is aborted. */
    Answer begin(String id) {
        producers.begin(id).ifPresent(offsets::ended);
        return done(id);
    }

    /** In the transaction, which this begins if it must. */
    Answer append(String id, int epoch, List<Line> lines) {
        if (producers.isFenced(id, epoch)) {
            return fenced(epoch);
        }
        var refused = refused(lines);
        if (refused.isPresent()) {
            return new Answer.Refused(refused.get());
        }
        append(lines, producers.transaction(id));
        return done(id);
    }

    /** Each to its topic. */
    void append(List<Line> lines, Transaction transaction) {
        results.append(lines, transaction);
        lines.forEach(line -> {
            if (line instanceof Line.Retry(var job, _)) {
                retries.append(job, transaction);
            }
        });
    }

    private static Optional<JobId> refused(List<Line> lines) {
        return lines.stream()
                .filter(line ->
                        line instanceof Line.Result(_, var size, _) && size == Line.Size.TOO_LARGE)
                .map(Line::job)
                .findFirst();
    }

    /**
     * In the transaction, if the group takes the offsets from who shows this voucher; with marks
     * that some of the partitions are begun, and of cancels.
     */
    Answer add(String id, int epoch, DueOffsets due, Voucher voucher) {
        if (producers.isFenced(id, epoch)) {
            return fenced(epoch);
        }
        var partitions = Set.copyOf(due.offsets().keySet());
        if (!group.accepts(voucher, partitions)) {
            return new Answer.Abortable("the group does not take " + voucher);
        }
        var transaction = producers.transaction(id);
        offsets.add(due.offsets(), transaction);
        due.begun().forEach(partition -> begun.append(partition, transaction));
        due.cancels().forEach(cancel -> cancels.append(cancel, transaction));
        var homes = partitions.stream().map(RetriesTopic::home).collect(Collectors.toSet());
        if (!group.owns(voucher.member(), homes)) {
            transaction.markForeign();
        }
        return done(id);
    }

    /** The end of the transaction. */
    Answer end(String id, int epoch, boolean committed) {
        if (producers.isFenced(id, epoch)) {
            return fenced(epoch);
        }
        producers.end(id, committed).ifPresent(offsets::ended);
        return done(id);
    }

    /** The transaction was open for too long. */
    void expire(String id) {
        producers.end(id, false).ifPresent(offsets::ended);
    }

    private Answer done(String id) {
        return new Answer.Done(producers.epoch(id));
    }

    private static Answer fenced(int epoch) {
        return new Answer.Fatal("epoch " + epoch + " is fenced");
    }
}
