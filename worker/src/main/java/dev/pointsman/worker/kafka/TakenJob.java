package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.HeaderSum;
import dev.pointsman.contracts.JobCancel;
import dev.pointsman.contracts.JobIdentity;
import dev.pointsman.contracts.JobRecord;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.Reading;
import dev.pointsman.contracts.RecordPlace;
import dev.pointsman.contracts.Rejection;
import dev.pointsman.contracts.RetryCodec;
import dev.pointsman.contracts.Wording;
import dev.pointsman.worker.flow.Lane;
import dev.pointsman.worker.state.KeyStates;
import dev.pointsman.worker.state.KnownCancel;
import dev.pointsman.worker.state.OnceJob;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of the jobs topic, or of that of retries, and what it was read as. Immutable, so safe on
 * every thread.
 */
sealed interface TakenJob {
    /** What a job holds of memory beside its bytes and its headers; on the large side. */
    int OVERHEAD_BYTES = 768;

    /** The objects of a header: itself, its name, its value, and the text that was read of it. */
    int HEADER_BYTES = 144;

    PolledJob polled();

    /** None without a key, and for a record that is no job: they wait for nobody. */
    Optional<Lane> lane();

    /** What it holds of memory, about. */
    long bytes();

    /** Which job it is, or is to end; none of a record that is no job. */
    Optional<JobIdentity> identity();

    /**
     * Its tenant, as what has an order; all that are no jobs are nobody's. Asked several times a
     * job, so nothing is made for it.
     */
    String owner();

    /**
     * What the record is.
     *
     * @param names says whether a job is to be run once, and what is remembered of a cancel
     */
    static TakenJob of(
            ConsumerRecord<byte[], byte[]> record,
            JobTopics topics,
            KeyStates states,
            Names names) {
        var polled = new PolledJob(record);
        var read = polled.read();
        var bytes = bytes(record, read.headers()) + read.textBytes();
        return switch (topics.agreed(record.topic(), read.record())) {
            case Reading.Accepted(JobRequest job) ->
                    new ToRun(
                            polled,
                            new Reading.Accepted<>(job),
                            lane(polled, job),
                            states,
                            names.once(record, job),
                            bytes,
                            read.headers().reserved());
            case Reading.Accepted(JobCancel cancel) ->
                    new ToCancel(
                            polled,
                            cancel,
                            lane(polled, cancel),
                            bytes,
                            names.known(polled, cancel));
            case Reading.Rejected(var why) -> noJob(polled, why, states, read.headers().reserved());
        };
    }

    /**
     * From a record of the retries topic. It is no duplicate of itself: that it was published is
     * remembered already.
     *
     * @param jobs the topic its job is from
     */
    static ToRun again(
            ConsumerRecord<byte[], byte[]> record,
            String jobs,
            JobTopics topics,
            KeyStates states) {
        return switch (RetryCodec.read(record.headers())) {
            case Reading.Accepted(var retry) when isOf(retry.place(), jobs, record) ->
                    again(new PolledJob(record, Optional.of(retry)), jobs, topics, states);
            case Reading.Accepted(var retry) -> {
                var why = "a retry of " + Wording.quote(retry.place().topic()) + ", from elsewhere";
                yield forged(record, topics.rejection(jobs, malformed(why)), states);
            }
            case Reading.Rejected(var why) -> forged(record, topics.rejection(jobs, why), states);
        };
    }

    private static ToRun again(PolledJob polled, String jobs, JobTopics topics, KeyStates states) {
        var read = polled.read();
        return switch (topics.agreed(jobs, read.record())) {
            case Reading.Accepted(JobRequest job) ->
                    new ToRun(
                            polled,
                            new Reading.Accepted<>(job),
                            lane(polled, job),
                            states,
                            Optional.empty(),
                            bytes(polled.record()) + read.textBytes(),
                            false);
            case Reading.Accepted(JobCancel _) -> {
                var why = malformed("a cancel, which nobody tries again");
                yield forged(polled.record(), topics.rejection(jobs, why), states);
            }
            case Reading.Rejected(var why) -> noJob(polled, why, states, false);
        };
    }

    private static boolean isOf(
            RecordPlace place, String jobs, ConsumerRecord<byte[], byte[]> record) {
        return place.topic().equals(jobs) && place.partition() == record.partition();
    }

    private static Rejection malformed(String why) {
        return new Rejection(Rejection.Kind.MALFORMED, why, Optional.empty(), Optional.empty());
    }

    /** No worker wrote that. It is answered like any record that is no job. */
    private static ToRun forged(
            ConsumerRecord<byte[], byte[]> record, Rejection why, KeyStates states) {
        return noJob(new PolledJob(record), why, states, false);
    }

    private static ToRun noJob(
            PolledJob polled, Rejection why, KeyStates states, boolean pretends) {
        var cut = polled.cut();
        return new ToRun(
                cut,
                new Reading.Rejected<>(why),
                Optional.empty(),
                states,
                Optional.empty(),
                bytes(cut.record()),
                pretends);
    }

    private static Optional<Lane> lane(PolledJob polled, JobRecord job) {
        return polled.key().map(key -> new Lane(job.tenant(), key));
    }

    private static long bytes(ConsumerRecord<byte[], byte[]> record) {
        return bytes(record, HeaderSum.of(record.headers()));
    }

    private static long bytes(ConsumerRecord<byte[], byte[]> record, HeaderSum headers) {
        var bytes = (long) OVERHEAD_BYTES + length(record.key()) + length(record.value());
        return bytes + headers.bytes() + (long) HEADER_BYTES * headers.count();
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /**
     * A job, or what was to be one: it gets a result in either case.
     *
     * @param states where it finds the state of its key
     * @param once whether it is the first of its name, if that counts
     * @param pretends whether its publisher wrote headers that only a worker may, which count for
     *     nothing
     */
    record ToRun(
            PolledJob polled,
            Reading<JobRequest> reading,
            Optional<Lane> lane,
            KeyStates states,
            Optional<OnceJob> once,
            long bytes,
            boolean pretends)
            implements TakenJob {
        @Override
        public Optional<JobIdentity> identity() {
            return switch (reading) {
                case Reading.Accepted(var request) -> Optional.of(request.identity());
                case Reading.Rejected(_) -> Optional.empty();
            };
        }

        @Override
        public String owner() {
            return switch (reading) {
                case Reading.Accepted(var request) -> request.tenant().value();
                case Reading.Rejected(_) -> "";
            };
        }
    }

    /**
     * A cancel, which is never run.
     *
     * @param known what is known of it to jobs that it may not have found
     */
    record ToCancel(
            PolledJob polled, JobCancel cancel, Optional<Lane> lane, long bytes, KnownCancel known)
            implements TakenJob {
        @Override
        public Optional<JobIdentity> identity() {
            return Optional.of(cancel.identity());
        }

        @Override
        public String owner() {
            return cancel.tenant().value();
        }
    }
}
