package dev.pointsman.it.chaos.check;

import dev.pointsman.it.chaos.jobs.Counts;
import dev.pointsman.it.chaos.jobs.Model;
import dev.pointsman.it.chaos.jobs.Places;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** All jobs that were published, under their ids and their places. Owned by one thread. */
final class JobLedger {
    private final Map<String, JobEntry> byId = new HashMap<>();
    private final Map<String, Deque<JobEntry>> again = new HashMap<>();
    private final List<CancelEntry> cancels = new ArrayList<>();
    private final Map<Integer, List<JobEntry>> byPartition = new HashMap<>();
    private final Model model;
    private final Counts counts = new Counts();

    JobLedger(Model model) {
        this.model = model;
    }

    void add(ConsumerRecord<byte[], byte[]> job) {
        var cancel = Model.cancel(job);
        if (cancel.isPresent()) {
            var id = cancel.get().id().value();
            find(id).ifPresent(entry -> add(job, entry));
            again.getOrDefault(id, new ArrayDeque<>(0)).forEach(JobEntry::withdrawable);
            return;
        }
        var answer = model.answer(job);
        var id = answer.id().value();
        var isFirst = !byId.containsKey(id);
        var entry = new JobEntry(job, isFirst ? counts.next(answer) : answer.again());
        byId.put(isFirst ? id : id + " again at " + Places.of(job), entry);
        if (!isFirst) {
            again.computeIfAbsent(id, _ -> new ArrayDeque<>()).add(entry);
        }
        byPartition.computeIfAbsent(job.partition(), _ -> new ArrayList<>()).add(entry);
    }

    private void add(ConsumerRecord<byte[], byte[]> cancel, JobEntry job) {
        var isFirst = !job.isWithdrawable();
        cancels.add(new CancelEntry(cancel.partition(), cancel.offset(), job, isFirst));
        job.withdrawable();
    }

    /**
     * Of the job with this id that was published once more, the next of which no result was seen.
     */
    Optional<JobEntry> nextAgain(String id) {
        return Optional.ofNullable(again.get(id)).map(Deque::poll);
    }

    /** The cancels of jobs that there are. */
    List<CancelEntry> cancels(int partition) {
        return cancels.stream().filter(it -> it.partition() == partition).toList();
    }

    /** How many cancels there are of them. */
    int cancels() {
        return cancels.size();
    }

    int size() {
        return byId.size();
    }

    /** How far each lane has to count. */
    Map<String, Integer> counts() {
        return counts.all();
    }

    Optional<JobEntry> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Map<String, JobEntry> jobs() {
        return byId;
    }

    /** The job whose record stands there. */
    Optional<JobEntry> in(int partition, long offset) {
        var jobs = byPartition.getOrDefault(partition, List.of());
        var at = place(jobs, offset);
        return at < 0 ? Optional.empty() : Optional.of(jobs.get(at));
    }

    /** The jobs of a partition, in their order. */
    Collection<JobEntry> in(int partition) {
        return byPartition.getOrDefault(partition, List.of());
    }

    /** Where in the list it is, or less than 0; a partition's offsets rise, and may have gaps. */
    private static int place(List<JobEntry> jobs, long offset) {
        var low = 0;
        var high = jobs.size() - 1;
        while (low <= high) {
            var middle = (low + high) >>> 1;
            var there = Long.compare(jobs.get(middle).offset(), offset);
            if (there == 0) {
                return middle;
            }
            low = there < 0 ? middle + 1 : low;
            high = there < 0 ? high : middle - 1;
        }
        return -1;
    }
}
