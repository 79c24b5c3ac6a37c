package dev.pointsman.it.chaos.jobs;

import dev.pointsman.contracts.JobCancel;
import dev.pointsman.contracts.JobRecordCodec;
import dev.pointsman.contracts.JobRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The latest jobs of a run, to be published again or withdrawn: of kinds only of which it is known
 * what must come of them in either case. Owned by one thread.
 */
final class EarlierJobs {
    private static final int MOST = 60;

    /** There are few of them, and older ones have come to their end. */
    private static final int MOST_TRIED_AGAIN = 5;

    private static final Set<JobKind> REPEATED = Set.of(JobKind.ECHO_WITH_KEY, JobKind.COUNT);
    private static final Set<JobKind> TRIED_AGAIN = Set.of(JobKind.FALTERS, JobKind.POISON);

    private final List<Published> repeated = new ArrayList<>();
    private final List<Published> plain = new ArrayList<>();
    private final List<Published> triedAgain = new ArrayList<>();

    void add(JobKind kind, JobRequest request, ProducerRecord<byte[], byte[]> record) {
        if (REPEATED.contains(kind)) {
            add(repeated, new Published(request, record), MOST);
        }
        if (kind == JobKind.ECHO_WITH_KEY) {
            add(plain, new Published(request, record), MOST);
        }
        if (TRIED_AGAIN.contains(kind)) {
            add(triedAgain, new Published(request, record), MOST_TRIED_AGAIN);
        }
    }

    private static void add(List<Published> jobs, Published job, int most) {
        jobs.add(job);
        if (jobs.size() > most) {
            jobs.removeFirst();
        }
    }

    /** One of them once more. */
    Optional<ProducerRecord<byte[], byte[]>> again(Random random) {
        return any(repeated, random)
                .map(it ->
                        new ProducerRecord<>(
                                it.record().topic(),
                                null,
                                it.record().key(),
                                it.record().value(),
                                it.record().headers()));
    }

    /** A cancel of one of them; every second time of one that is tried again. */
    Optional<ProducerRecord<byte[], byte[]>> cancel(Random random) {
        return any(random.nextBoolean() ? triedAgain : plain, random)
                .map(it ->
                        new ProducerRecord<>(
                                it.record().topic(),
                                null,
                                it.record().key(),
                                new byte[0],
                                JobRecordCodec.write(it.cancel())));
    }

    private static Optional<Published> any(List<Published> jobs, Random random) {
        return jobs.isEmpty()
                ? Optional.empty()
                : Optional.of(jobs.get(random.nextInt(jobs.size())));
    }

    private record Published(JobRequest request, ProducerRecord<byte[], byte[]> record) {
        JobCancel cancel() {
            return new JobCancel(request.id(), request.tenant(), request.source());
        }
    }
}
