package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.DeadLetter;
import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.JobReport;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.JobResultCodec;
import dev.pointsman.contracts.LetterExtras;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.PublishedEvent;
import dev.pointsman.contracts.Publisher;
import dev.pointsman.contracts.Retry;
import dev.pointsman.contracts.RetryCodec;
import dev.pointsman.contracts.SeenCodec;
import dev.pointsman.contracts.SeenKey;
import dev.pointsman.contracts.StateKey;
import dev.pointsman.contracts.StateKeyCodec;
import dev.pointsman.contracts.StateScope;
import dev.pointsman.contracts.Wording;
import dev.pointsman.worker.effects.LogLine;
import dev.pointsman.worker.effects.Publication;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.state.OnceJob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The records that make a finished job visible. Immutable, so safe on every thread. */
final class JobRecords {
    private final KafkaSettings.Topics topics;

    JobRecords(KafkaSettings.Topics topics) {
        this.topics = topics;
    }

    /** The job, with all that is to be written for it. */
    OutgoingJob outgoing(DoneJob done) {
        return new OutgoingJob(done, of(done));
    }

    /**
     * All records of the job: its result first, then a dead letter if it has one, or instead of
     * both its own record for its next attempt; then what it published and what it kept, then what
     * the worker has to tell of it.
     */
    List<OutgoingRecord> of(DoneJob done) {
        var records = new ArrayList<OutgoingRecord>();
        done.again()
                .ifPresentOrElse(
                        retry ->
                                records.add(
                                        new OutgoingRecord(
                                                OutgoingRecord.Kind.RETRY, retry(done, retry))),
                        () -> addEnd(records, done));
        if (!done.finished().publications().isEmpty()) {
            addPublications(records, done.finished());
        }
        done.finished().state().scope().ifPresent(scope -> addState(records, done, scope));
        reports(done)
                .forEach(report ->
                        records.add(new OutgoingRecord(OutgoingRecord.Kind.REPORT, report)));
        return records;
    }

    private void addEnd(List<OutgoingRecord> records, DoneJob done) {
        records.add(new OutgoingRecord(OutgoingRecord.Kind.RESULT, result(done)));
        var reason = done.finished().result().outcome().reason();
        if (reason.isPresent()) {
            var letter = deadLetter(done, reason.get());
            records.add(new OutgoingRecord(OutgoingRecord.Kind.DEAD_LETTER, letter));
        }
    }

    /** On the partition with the job's number, which whoever owns that of the job reads. */
    private ProducerRecord<byte[], byte[]> retry(DoneJob done, Retry retry) {
        var job = done.polled().record();
        return new ProducerRecord<>(
                topics.ofJobs().retriesOf(retry.place().topic()),
                job.partition(),
                job.key(),
                job.value(),
                RetryCodec.write(job.headers(), retry));
    }

    /** That the group has begun a partition; where its jobs keep their state. */
    ProducerRecord<byte[], byte[]> mark(Renewal renewal) {
        return new ProducerRecord<>(
                topics.state(),
                renewal.jobs().partition(),
                SeenCodec.write(renewal.mark()),
                SeenCodec.write(Begun.VALUE));
    }

    /** That there was this cancel, for jobs that come back, and what is forgotten with it. */
    List<ProducerRecord<byte[], byte[]>> marks(TakenJob.ToCancel cancel) {
        var known = cancel.known();
        var partition = cancel.polled().record().partition();
        var marks = new ArrayList<ProducerRecord<byte[], byte[]>>();
        known.key()
                .ifPresent(key -> marks.add(seen(partition, key, SeenCodec.write(known.mark()))));
        known.spent().forEach(key -> marks.add(seen(partition, key, null)));
        return marks;
    }

    /**
     * Of each partition with a job among these that is tried again, and of those that are told of
     * again, where its jobs wait.
     */
    Map<TopicPartition, TopicPartition> retries(List<OutgoingJob> jobs, List<Renewal> renewals) {
        var retries = new HashMap<TopicPartition, TopicPartition>();
        renewals.forEach(it -> retries.put(it.jobs(), topics.ofJobs().retriesOf(it.jobs())));
        for (var job : jobs) {
            job.again()
                    .ifPresent(retry -> {
                        var place = retry.place();
                        var from = new TopicPartition(place.topic(), place.partition());
                        retries.put(from, topics.ofJobs().retriesOf(from));
                    });
        }
        return retries;
    }

    /** On the job's own partition, so that whoever owns that one knows where to look. */
    private void addState(List<OutgoingRecord> records, DoneJob done, StateScope scope) {
        var partition = done.polled().record().partition();
        for (var write : done.finished().state().writes()) {
            var key = StateKeyCodec.write(new StateKey(scope, write.name()));
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(topics.state(), partition, key, bytes(write.value()));
            records.add(new OutgoingRecord(OutgoingRecord.Kind.STATE, record));
        }
    }

    /**
     * That the job is remembered, and what goes from the topic of state with that: made when it is
     * written, since it is up to what was written before.
     */
    List<OutgoingRecord> remembered(DoneJob done) {
        return done.once().stream()
                .flatMap(once -> remembered(done.polled().record().partition(), once))
                .map(seen -> new OutgoingRecord(OutgoingRecord.Kind.STATE, seen))
                .toList();
    }

    private Stream<ProducerRecord<byte[], byte[]>> remembered(int partition, OnceJob once) {
        var itself =
                once.key().map(key -> seen(partition, key, SeenCodec.write(once.job()))).stream();
        return Stream.concat(itself, once.spent().stream().map(key -> seen(partition, key, null)));
    }

    private ProducerRecord<byte[], byte[]> seen(
            int partition, SeenKey key, byte @Nullable [] value) {
        return new ProducerRecord<>(topics.state(), partition, SeenCodec.write(key), value);
    }

    /** The guest's lines and calls, as far as its policy has them told. */
    private List<ProducerRecord<byte[], byte[]>> reports(DoneJob done) {
        var job = done.finished();
        var account = job.account();
        var reports = new ArrayList<ProducerRecord<byte[], byte[]>>();
        if (account.linesPublished() && !job.lines().isEmpty()) {
            var lines = job.lines().stream().map(JobRecords::line).toList();
            var report = JobReport.ofLines(job.result(), lines, job.droppedLines());
            var key = Optional.of(Payload.ofUtf8(report.tenant().value()));
            reports.add(record(topics.guestLogs(), key, report.value(), report.headers()));
        }
        if (!account.calls().isEmpty()) {
            var report = JobReport.ofCalls(job.result(), account.calls(), account.callsMade());
            var key = done.polled().key().filter(_ -> !done.bare());
            reports.add(record(topics.effects(), key, report.value(), report.headers()));
        }
        if (account.recording().isPresent()
                && done.again().isEmpty()
                && extras(done).recordedElsewhere()) {
            var place = done.polled().origin().place();
            var recording = account.recording().orElseThrow();
            var report = JobReport.ofRecording(job.result(), place, recording);
            reports.add(
                    record(
                            topics.effects(),
                            done.polled().key(),
                            report.value(),
                            report.headers()));
        }
        return reports;
    }

    /** A recording goes with its letter if both are small, and stands by itself if not. */
    private static LetterExtras extras(DoneJob done) {
        var recording = done.finished().account().recording();
        return done.bare()
                ? LetterExtras.withoutPayload()
                : LetterExtras.of(recording, done.polled().bytes());
    }

    private static JobReport.Line line(LogLine line) {
        return new JobReport.Line(line.level().name().toLowerCase(Locale.ROOT), line.text());
    }

    /** Results keep the job's key, which chooses their partition: one key's are in order too. */
    private ProducerRecord<byte[], byte[]> result(DoneJob done) {
        var result = done.finished().result();
        var key = done.polled().key().filter(_ -> !done.bare());
        var value = JobResultCodec.value(result).lent();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topics.results(), bytes(key), value);
        // Straight into the record, which would copy a list of them into one that grows.
        JobResultCodec.write(result, record.headers()::add);
        return record;
    }

    private ProducerRecord<byte[], byte[]> deadLetter(DoneJob done, ErrorCode reason) {
        var job = done.polled().record();
        var origin = done.polled().origin();
        var letter =
                new DeadLetter(
                        origin.topic(),
                        origin.partition(),
                        origin.offset(),
                        origin.timestampMillis(),
                        reason,
                        message(done.finished().result().outcome()),
                        origin.attempt().number(),
                        origin.attempt().firstFailed());
        byte @Nullable [] key = done.bare() ? null : job.key();
        byte @Nullable [] value = done.bare() ? null : job.value();
        var headers =
                new ArrayList<>(
                        letter.headers(done.polled().publishersHeaders(), done.polled().dropped()));
        headers.addAll(extras(done).headers());
        return new ProducerRecord<>(topics.deadLetters(), null, key, value, headers);
    }

    private static String message(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed(var exitCode, var detail) ->
                    "exit code " + exitCode + ": " + Wording.printable(detail);
            case Outcome.Errored(_, var detail) -> detail;
            case Outcome.Succeeded _, Outcome.Cancelled _ -> outcome.word();
        };
    }

    private static void addPublications(List<OutgoingRecord> records, FinishedJob job) {
        var publisher = publisher(job.result());
        var publications = job.publications();
        for (var i = 0; i < publications.size(); i++) {
            var event = publication(publisher, publications.get(i), i);
            records.add(new OutgoingRecord(OutgoingRecord.Kind.PUBLICATION, event));
        }
    }

    private static Publisher publisher(JobResult result) {
        return new Publisher(
                result.tenant().orElseThrow(),
                result.module().orElseThrow().name(),
                result.time(),
                result.id(),
                result.links());
    }

    private static ProducerRecord<byte[], byte[]> publication(
            Publisher publisher, Publication publication, int number) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        publication.topic(), bytes(publication.key()), publication.value().lent());
        // Straight into the record, as a result's.
        new PublishedEvent(publisher, number, publication.type(), publication.contentType())
                .write(record.headers()::add);
        return record;
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, Optional<Payload> key, Payload value, Iterable<Header> headers) {
        return new ProducerRecord<>(topic, null, bytes(key), value.lent(), headers);
    }

    /** Not a copy: a producer only reads it, and it may be with one until its job is committed. */
    private static byte @Nullable [] bytes(Optional<Payload> payload) {
        return payload.map(Payload::lent).orElse(null);
    }
}
