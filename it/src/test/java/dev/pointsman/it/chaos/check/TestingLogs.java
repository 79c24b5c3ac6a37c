package dev.pointsman.it.chaos.check;

import dev.pointsman.contracts.Event;
import dev.pointsman.contracts.JobCancel;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRecordCodec;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StateKey;
import dev.pointsman.contracts.StateKeyCodec;
import dev.pointsman.contracts.StateName;
import dev.pointsman.contracts.StateScope;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.it.chaos.jobs.Answer;
import dev.pointsman.it.chaos.jobs.Model;
import dev.pointsman.it.chaos.planted.AnswerRecords;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Logs of one partition, written by hand. Owned by one thread. */
final class TestingLogs implements Logs {
    private final Map<LogTopic, List<ConsumerRecord<byte[], byte[]>>> records =
            new EnumMap<>(LogTopic.class);
    private final Model model = new Model();
    private final List<String> hanging = new ArrayList<>();
    private Optional<CommittedOffset> committed = Optional.empty();
    private int deletedRetries;

    TestingLogs() {
        for (var topic : LogTopic.values()) {
            records.put(topic, new ArrayList<>());
        }
    }

    /** Publishes a job of acme's. */
    ConsumerRecord<byte[], byte[]> job(String id, String key, String module, String input) {
        var request =
                JobRequest.of(
                        new JobId(id),
                        new TenantId("acme"),
                        ModuleRef.named(module),
                        Event.of("urn:test", "test.v1"),
                        Payload.ofUtf8(input));
        return add(
                LogTopic.JOBS,
                new ProducerRecord<>(
                        LogTopic.JOBS.topic(),
                        null,
                        bytes(key),
                        bytes(input),
                        JobRequestCodec.write(request)));
    }

    /** Publishes a cancel of a job of acme's. */
    ConsumerRecord<byte[], byte[]> cancel(String id, String key) {
        var cancel = new JobCancel(new JobId(id), new TenantId("acme"), "urn:test");
        return add(
                LogTopic.JOBS,
                new ProducerRecord<>(
                        LogTopic.JOBS.topic(),
                        null,
                        bytes(key),
                        bytes(""),
                        JobRecordCodec.write(cancel)));
    }

    /** Publishes what is no job. */
    ConsumerRecord<byte[], byte[]> noJob() {
        return add(
                LogTopic.JOBS,
                new ProducerRecord<>(LogTopic.JOBS.topic(), bytes("k"), bytes("no job")));
    }

    Answer answerTo(ConsumerRecord<byte[], byte[]> job) {
        return model.answer(job);
    }

    /** Everything that must come of the job, as it must come. */
    void answer(ConsumerRecord<byte[], byte[]> job) {
        result(answerTo(job));
        letter(job);
        if (answerTo(job).events() > 0) {
            event(job);
        }
    }

    ConsumerRecord<byte[], byte[]> result(Answer answer) {
        return add(LogTopic.RESULTS, AnswerRecords.result(answer, answer.attempts()));
    }

    void letter(ConsumerRecord<byte[], byte[]> job) {
        AnswerRecords.deadLetter(job, answerTo(job), answerTo(job).attempts())
                .ifPresent(letter -> add(LogTopic.DEAD_LETTERS, letter));
    }

    /** The same with another value. */
    void letter(ConsumerRecord<byte[], byte[]> job, String value) {
        AnswerRecords.deadLetter(job, answerTo(job), answerTo(job).attempts())
                .map(letter ->
                        new ProducerRecord<>(
                                letter.topic(), null, letter.key(), bytes(value), letter.headers()))
                .ifPresent(letter -> add(LogTopic.DEAD_LETTERS, letter));
    }

    /** The job is put off for this attempt. */
    ConsumerRecord<byte[], byte[]> retry(ConsumerRecord<byte[], byte[]> job, int attempt) {
        return add(LogTopic.RETRIES, AnswerRecords.retry(job, attempt));
    }

    /** All retries so far are finished, and a worker has them deleted. */
    void deleteRetries() {
        deletedRetries = of(LogTopic.RETRIES).size();
    }

    void event(ConsumerRecord<byte[], byte[]> job) {
        add(LogTopic.ALERTS, AnswerRecords.event(answerTo(job)));
    }

    /** The group says so at the end; by itself, that all is finished. */
    void commit(long offset, String metadata) {
        committed = Optional.of(new CommittedOffset(0, offset, metadata));
    }

    /** What a counter of acme's keeps. */
    void kept(String key, String number) {
        var scope = new StateScope(new TenantId("acme"), Payload.ofUtf8(key));
        add(
                LogTopic.STATE,
                new ProducerRecord<>(
                        LogTopic.STATE.topic(),
                        StateKeyCodec.write(new StateKey(scope, new StateName("n"))),
                        bytes(number)));
    }

    void hang(String where) {
        hanging.add(where);
    }

    @Override
    public void read(LogTopic topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        of(topic).stream()
                .filter(record -> record.offset() >= beginnings(topic).of(0))
                .forEach(reader);
    }

    @Override
    public Offsets beginnings(LogTopic topic) {
        return new Offsets(Map.of(0, topic == LogTopic.RETRIES ? (long) deletedRetries : 0));
    }

    @Override
    public List<CommittedOffset> committed() {
        return List.of(
                committed.orElseGet(() -> new CommittedOffset(0, of(LogTopic.JOBS).size(), "")));
    }

    @Override
    public List<String> hanging() {
        return hanging;
    }

    /** What a reader sees that looks all the time. */
    SeenResults seen() {
        var seen = new SeenResults();
        of(LogTopic.RESULTS).forEach(seen::add);
        return seen;
    }

    /** What a reader sees that sees them before they are deleted. */
    SeenRetries seenRetries() {
        var seen = new SeenRetries();
        of(LogTopic.RETRIES).forEach(seen::add);
        seen.passed(0, of(LogTopic.RETRIES).size());
        return seen;
    }

    Findings check() {
        return check(seen());
    }

    Findings check(SeenResults seen, Snapshot... snapshots) {
        return new Checker(model).check(this, seen, seenRetries(), List.of(snapshots));
    }

    private List<ConsumerRecord<byte[], byte[]>> of(LogTopic topic) {
        return records.getOrDefault(topic, List.of());
    }

    private ConsumerRecord<byte[], byte[]> add(
            LogTopic topic, ProducerRecord<byte[], byte[]> record) {
        var log = of(topic);
        byte @Nullable [] key = record.key();
        var added =
                new ConsumerRecord<>(
                        topic.topic(),
                        0,
                        log.size(),
                        0,
                        TimestampType.CREATE_TIME,
                        key == null ? -1 : key.length,
                        record.value().length,
                        key,
                        record.value(),
                        record.headers(),
                        Optional.empty());
        log.add(added);
        return added;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
