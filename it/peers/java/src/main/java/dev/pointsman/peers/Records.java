package dev.pointsman.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The records that come of a job. The result has the headers of one of Pointsman's, without the
 * bill and the policy's version, which there are none of here. Immutable, so safe on every thread.
 */
record Records(Settings settings, String digest) {
    List<ProducerRecord<byte[], byte[]>> of(Job job) {
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
        records.add(result(job));
        job.publications().forEach(wanted -> records.add(published(job, wanted)));
        job.kept().forEach(kept -> records.add(state(job, kept)));
        return records;
    }

    private ProducerRecord<byte[], byte[]> result(Job job) {
        var millis = TimeUnit.NANOSECONDS.toMillis(job.nanos());
        var headers =
                headers(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        job.id(),
                        "ce_source",
                        "urn:peer:java",
                        "ce_type",
                        "dev.pointsman.job.finished.v1",
                        "ce_time",
                        Instant.now().toString(),
                        "ce_subject",
                        job.tenant() + '/' + job.id(),
                        "ce_tenant",
                        job.tenant(),
                        "ce_module",
                        job.module(),
                        "ce_moduledigest",
                        digest,
                        "ce_attempt",
                        "1",
                        "ce_durationms",
                        Long.toString(millis),
                        "ce_outcome",
                        "success",
                        "ce_exitcode",
                        "0",
                        "content-type",
                        "application/octet-stream",
                        "ce_causationid",
                        job.id());
        return new ProducerRecord<>(
                settings.results(),
                job.partition(),
                job.key(),
                job.output().toByteArray(),
                headers);
    }

    private static ProducerRecord<byte[], byte[]> published(Job job, Job.Publication wanted) {
        var headers =
                headers(
                        "ce_specversion", "1.0",
                        "ce_id", job.id() + "-1",
                        "ce_source", "urn:peer:java:" + job.tenant() + ':' + job.module(),
                        "ce_type", wanted.type(),
                        "ce_tenant", job.tenant(),
                        "ce_causationid", job.id(),
                        "content-type", wanted.contentType());
        return new ProducerRecord<>(wanted.topic(), null, wanted.key(), wanted.value(), headers);
    }

    private ProducerRecord<byte[], byte[]> state(Job job, Job.Kept kept) {
        var key = job.tenant() + '/' + new String(job.key(), UTF_8) + '/' + kept.name();
        return new ProducerRecord<>(
                settings.state(), job.partition(), key.getBytes(UTF_8), kept.value());
    }

    private static RecordHeaders headers(String... namesAndValues) {
        var headers = new RecordHeaders();
        for (var at = 0; at < namesAndValues.length; at += 2) {
            headers.add(namesAndValues[at], namesAndValues[at + 1].getBytes(UTF_8));
        }
        return headers;
    }
}
