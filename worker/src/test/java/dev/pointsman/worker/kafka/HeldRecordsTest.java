package dev.pointsman.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.Execution;
import dev.pointsman.contracts.HostCallReport;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Links;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StateName;
import dev.pointsman.contracts.StateScope;
import dev.pointsman.worker.effects.Account;
import dev.pointsman.worker.effects.LogLine;
import dev.pointsman.worker.effects.Publication;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.state.PendingWrites;
import dev.pointsman.worker.state.StateWrite;
import dev.pointsman.worker.testing.TestingContexts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * What a finished job is said to hold is at least what is held of it and of its records, since a
 * tenant chooses most of that, and a worker begins jobs for as long as there seems to be room.
 */
class HeldRecordsTest {
    private static final Outcome SUCCESS = new Outcome.Succeeded(Payload.EMPTY);

    /** Nearly as long as headers may be. */
    private static final Links LONG_LINKS =
            new Links(
                    Optional.of("c".repeat(7_500)),
                    Optional.empty(),
                    Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
                    Optional.of("t".repeat(7_500)));

    private final JobRecords records = new JobRecords(TestingJobs.TOPICS);

    @Test
    void publicationsShareWhatTheySayAlike() {
        var made = records.of(done(publishing(Links.NONE, 2)));

        var first = made.get(1).record();
        var second = made.get(2).record();
        assertThat(value(first, "ce_source")).isSameAs(value(second, "ce_source"));
        assertThat(value(first, "ce_causationid")).isSameAs(value(second, "ce_causationid"));
        assertThat(value(first, "ce_id")).isNotEqualTo(value(second, "ce_id"));
    }

    /** Two thousand such jobs were 3 GB, counted as 2 MB. */
    @Test
    void aHundredPublicationsHoldTheirLongLinksOnce() {
        var job = publishing(LONG_LINKS, 100);

        assertThat(held(job)).isBetween(30_000L, 100_000L).isLessThan(job.bytes());
    }

    @Test
    void objectsAndTextsOfPublicationsCount() {
        var job = publishing(Links.NONE, 100);

        assertThat(job.bytes()).isGreaterThan(held(job));
    }

    /** A publisher's id of a job stands in each record that the job publishes. */
    @Test
    void longIdsCountAsOftenAsTheyAreWritten() {
        var publications = IntStream.range(0, 100).mapToObj(_ -> publication()).toList();
        var result = result("é".repeat(JobId.MAX_CHARS), SUCCESS, Links.NONE);
        var job = finished(result, publications, PendingWrites.NONE, List.of(), Account.NONE);

        assertThat(job.bytes()).isGreaterThan(held(job));
    }

    /** Each write stands in the topic of state under the whole key of its job's record. */
    @Test
    void keysOfStateCount() {
        var writes = IntStream.range(0, 100).mapToObj(HeldRecordsTest::write).toList();
        var scope =
                new StateScope(
                        TestingContexts.ACME,
                        Payload.takingOver(new byte[StateScope.MAX_KEY_BYTES]));
        var result = result("job-1", SUCCESS, Links.NONE);
        var written = new Written(scope, writes);
        var job = finished(result, List.of(), written, List.of(), Account.NONE);

        assertThat(job.bytes()).isGreaterThan(held(job));
    }

    /** A hundred lines of 341 letters were 180 KB, counted as 34. */
    @Test
    void linesThatAreToldCountAsTextAndInTheirReport() {
        var lines = IntStream.range(0, 100).mapToObj(number -> line("字", number)).toList();
        var told = new Account(true, List.of(), 0, Map.of());
        var result = result("job-1", SUCCESS, Links.NONE);
        var job = finished(result, List.of(), PendingWrites.NONE, lines, told);

        assertThat(job.bytes()).isBetween(held(job), 2 * held(job));
    }

    /** Made of two hundred and fifty-six bytes that cannot be printed, and cut there. */
    @Test
    void callsCountWithWhatTheyWereAbout() {
        var calls = IntStream.range(0, 256).mapToObj(HeldRecordsTest::call).toList();
        var told = new Account(false, calls, 256, Map.of());
        var result = result("job-1", SUCCESS, Links.NONE);
        var job = finished(result, List.of(), PendingWrites.NONE, List.of(), told);

        assertThat(job.bytes()).isBetween(held(job), 3 * held(job));
    }

    /** Its result, its dead letter and two reports, each but the letter with links of its own. */
    @Test
    void whateverIsToldOfAJobThatFailedCounts() {
        var why = "字".repeat(1_000);
        var failed = result("job-1", new Outcome.Failed(1, why), LONG_LINKS);
        var told = new Account(true, List.of(call(1)), 1, Map.of());
        var lines = List.of(line("x", 1));
        var job = finished(failed, List.of(), PendingWrites.NONE, lines, told);

        assertThat(job.bytes()).isBetween(held(job), 2 * held(job));
    }

    private long held(FinishedJob job) {
        return TestingHeld.of(job, records.of(done(job)));
    }

    private static DoneJob done(FinishedJob job) {
        return new DoneJob(new PolledJob(TestingJobs.job(TestingJobs.ZERO, 0, "echo", "")), job);
    }

    private static FinishedJob publishing(Links links, int count) {
        var publications = IntStream.range(0, count).mapToObj(_ -> publication()).toList();
        var result = result("job-1", SUCCESS, links);
        return finished(result, publications, PendingWrites.NONE, List.of(), Account.NONE);
    }

    private static Publication publication() {
        return new Publication(
                "events", Optional.empty(), "com.example.event", "text/plain", Payload.EMPTY);
    }

    private static StateWrite write(int number) {
        return new StateWrite(new StateName("n" + number), Optional.empty());
    }

    /** Of its own text, as all that guests hand over is. */
    private static LogLine line(String letter, int number) {
        return new LogLine(LogLine.Level.WARN, letter.repeat(338) + (100 + number));
    }

    private static HostCallReport call(int number) {
        var target = "\\u0001".repeat(42) + (1_000 + number);
        return new HostCallReport(
                number, "config/v1/get", target, "allowed", -1, 5, Optional.empty());
    }

    private static FinishedJob finished(
            JobResult result,
            List<Publication> publications,
            PendingWrites state,
            List<LogLine> lines,
            Account account) {
        return new FinishedJob(
                TestingContexts.ORIGIN,
                result,
                publications,
                state,
                lines,
                0,
                account,
                Optional.empty());
    }

    private static JobResult result(String id, Outcome outcome, Links links) {
        return new JobResult(
                new JobId(id),
                Optional.of(TestingContexts.ACME),
                Optional.of(ModuleRef.named("echo")),
                outcome,
                Execution.NONE,
                "urn:pointsman:workers",
                TestingContexts.NOON,
                links);
    }

    private static byte[] value(ProducerRecord<byte[], byte[]> record, String header) {
        return record.headers().lastHeader(header).value();
    }

    /** What a job has written, and what becomes of it is of no interest. */
    private record Written(StateScope its, List<StateWrite> writes) implements PendingWrites {
        @Override
        public Optional<StateScope> scope() {
            return Optional.of(its);
        }

        @Override
        public void commit() {}

        @Override
        public boolean withdraw() {
            return true;
        }
    }
}
