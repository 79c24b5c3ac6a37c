package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.DeadLetter;
import dev.pointsman.contracts.JobReport;
import dev.pointsman.contracts.JobResultCodec;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.PublishedEvent;
import dev.pointsman.contracts.SeenCodec;
import dev.pointsman.contracts.SeenKey;
import dev.pointsman.contracts.StateKey;
import dev.pointsman.contracts.StateKeyCodec;
import dev.pointsman.contracts.StateScope;
import dev.pointsman.worker.effects.LogLine;
import dev.pointsman.worker.effects.Publication;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.state.OnceJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
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
     * All records of the job: its result first, then a dead letter if it has one, then what it
     * published and what it kept, then what the worker has to tell of it.
     */
    List<OutgoingRecord> of(DoneJob done) {
        var records = new ArrayList<OutgoingRecord>();
        records.add(new OutgoingRecord(OutgoingRecord.Kind.RESULT, result(done)));
        if (done.finished().result().outcome() instanceof Outcome.Errored error) {
            records.add(
                    new OutgoingRecord(OutgoingRecord.Kind.DEAD_LETTER, deadLetter(done, error)));
        }
        var publications = done.finished().publications();
        for (var i = 0; i < publications.size(); i++) {
            var event = publication(done.finished(), publications.get(i), i);
            records.add(new OutgoingRecord(OutgoingRecord.Kind.PUBLICATION, event));
        }
        done.finished().state().scope().ifPresent(scope -> addState(records, done, scope));
        done.once().ifPresent(once -> addSeen(records, done, once));
        reports(done)
                .forEach(report ->
                        records.add(new OutgoingRecord(OutgoingRecord.Kind.REPORT, report)));
        return records;
    }

    /** On the job's own partition, so that whoever owns that one knows where to look. */
    private void addState(List<OutgoingRecord> records, DoneJob done, StateScope scope) {
        var partition = done.polled().record().partition();
        for (var write : done.finished().state().writes()) {
            var key = StateKeyCodec.write(new StateKey(scope, write.name()));
            byte @Nullable [] value = write.value().map(Payload::toBytes).orElse(null);
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(topics.state(), partition, key, value);
            records.add(new OutgoingRecord(OutgoingRecord.Kind.STATE, record));
        }
    }

    private void addSeen(List<OutgoingRecord> records, DoneJob done, OnceJob once) {
        once.key().ifPresent(key -> records.add(seen(done, key, SeenCodec.write(once.job()))));
    }

    /** What goes from the topic of state with the job. */
    List<OutgoingRecord> forgotten(DoneJob done) {
        return done.once().stream()
                .flatMap(once -> once.spent().stream())
                .map(key -> seen(done, key, null))
                .toList();
    }

    private OutgoingRecord seen(DoneJob done, SeenKey key, byte @Nullable [] value) {
        var partition = done.polled().record().partition();
        return new OutgoingRecord(
                OutgoingRecord.Kind.STATE,
                new ProducerRecord<>(topics.state(), partition, SeenCodec.write(key), value));
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
        return reports;
    }

    private static JobReport.Line line(LogLine line) {
        return new JobReport.Line(line.level().name().toLowerCase(Locale.ROOT), line.text());
    }

    /** Results keep the job's key and partition, so that one key's results are in order too. */
    private ProducerRecord<byte[], byte[]> result(DoneJob done) {
        var result = done.finished().result();
        return record(
                topics.results(),
                done.polled().key().filter(_ -> !done.bare()),
                JobResultCodec.value(result),
                JobResultCodec.write(result));
    }

    private ProducerRecord<byte[], byte[]> deadLetter(DoneJob done, Outcome.Errored error) {
        var job = done.polled().record();
        var letter =
                new DeadLetter(
                        job.topic(),
                        job.partition(),
                        job.offset(),
                        job.timestamp(),
                        error.code(),
                        error.detail(),
                        done.finished().result().execution().attempt());
        byte @Nullable [] key = done.bare() ? null : job.key();
        byte @Nullable [] value = done.bare() ? null : job.value();
        return new ProducerRecord<>(
                topics.deadLetters(), null, key, value, letter.headers(job.headers()));
    }

    private static ProducerRecord<byte[], byte[]> publication(
            FinishedJob job, Publication publication, int number) {
        var result = job.result();
        var event =
                new PublishedEvent(
                        result.id() + ":" + number,
                        result.tenant().orElseThrow(),
                        result.module().orElseThrow().name(),
                        publication.type(),
                        publication.contentType(),
                        result.time(),
                        result.id(),
                        result.links());
        return record(publication.topic(), publication.key(), publication.value(), event.headers());
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, Optional<Payload> key, Payload value, Iterable<Header> headers) {
        byte @Nullable [] keyBytes = key.map(Payload::toBytes).orElse(null);
        return new ProducerRecord<>(topic, null, keyBytes, value.toBytes(), headers);
    }
}
