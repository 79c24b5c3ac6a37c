package dev.pointsman.worker.flow.sim;

import java.util.List;
import java.util.function.Supplier;

/** A worker's transactional producer: makes requests as of the epoch it knows. */
final class Producer {
    private final Run run;
    private final Broker broker;
    private final String id;
    private int epoch;

    Producer(Run run, Broker broker, String id) {
        this.run = run;
        this.broker = broker;
        this.id = id;
    }

    String id() {
        return id;
    }

    void goOn(int next) {
        epoch = next;
    }

    Supplier<Answer> begin() {
        return () -> broker.begin(id);
    }

    Supplier<Answer> append(List<Line> lines) {
        var known = epoch;
        if (run.has(Mistake.EFFECTS_OUTSIDE_TRANSACTION)) {
            var effects = lines.stream().filter(line -> line instanceof Line.Effect).toList();
            var others = lines.stream().filter(line -> !effects.contains(line)).toList();
            broker.append(effects, Transaction.none());
            return () -> broker.append(id, known, others);
        }
        if (run.has(Mistake.RETRY_OUTSIDE_TRANSACTION)) {
            var retries = lines.stream().filter(line -> line instanceof Line.Retry).toList();
            var others = lines.stream().filter(line -> !retries.contains(line)).toList();
            broker.append(retries, Transaction.none());
            return () -> broker.append(id, known, others);
        }
        return () -> broker.append(id, known, lines);
    }

    Supplier<Answer> add(DueOffsets due, Voucher voucher) {
        var known = epoch;
        return () -> broker.add(id, known, due, voucher);
    }

    Supplier<Answer> end(boolean committed) {
        var known = epoch;
        return () -> broker.end(id, known, committed);
    }

    /** Outside the transaction, which may yet fail. */
    void commitAtOnce(DueOffsets due) {
        due.offsets().forEach(broker.offsets()::commit);
    }
}
