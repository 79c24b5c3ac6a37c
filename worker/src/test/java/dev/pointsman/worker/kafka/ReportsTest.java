package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Execution;
import dev.pointsman.contracts.HostCallReport;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Links;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.effects.Account;
import dev.pointsman.worker.effects.LogLine;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.state.PendingWrites;
import dev.pointsman.worker.testing.TestingContexts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

/** What the worker tells of a job besides its result, in the same transaction. */
class ReportsTest {
    private static final Outcome SUCCESS = new Outcome.Succeeded(Payload.EMPTY);
    private static final Outcome REFUSED =
            new Outcome.Errored(ErrorCode.CAPABILITY_DENIED, "not granted");
    private static final Account TOLD =
            new Account(
                    true,
                    List.of(
                            new HostCallReport(
                                    2, "secret/v1/get", "key", "refused", 0, 5, Optional.empty())),
                    2,
                    Map.of("orders", 1L));

    private final JobRecords records = new JobRecords(TestingJobs.TOPICS);

    @Test
    void aJobThatIsNotToldOfHasItsResultOnly() {
        assertThat(records.of(done(SUCCESS, Account.NONE))).hasSize(1);
    }

    @Test
    void linesGoToTheirTopicUnderTheTenant() {
        var log = only("guest-logs", SUCCESS);

        assertThat(text(log.key())).isEqualTo("acme");
        assertThat(text(log.value()))
                .isEqualTo("{\"dropped\":1,\"lines\":[{\"level\":\"warn\",\"text\":\"hello\"}]}");
    }

    @Test
    void callsGoToTheTopicOfEffectsUnderTheKeyOfTheJob() {
        var effects = only("effects", SUCCESS);

        assertThat(text(effects.key())).isEqualTo("key");
        assertThat(text(effects.value()))
                .startsWith(
                        "{\"callsMade\":2,\"calls\":[{\"seq\":2,\"capability\":\"secret/v1/get\"");
    }

    @Test
    void aJobThatWasRefusedIsToldOfToo() {
        assertThat(only("effects", REFUSED)).isNotNull();
        assertThat(only("guest-logs", REFUSED)).isNotNull();
    }

    @Test
    void whatAJobCountedIsForgottenWhenItIsMadeToFail() {
        var failed = done(SUCCESS, TOLD).failedWith(ErrorCode.PUBLISH_FAILED, "no such topic");

        assertThat(failed.finished().account().counts()).isEmpty();
        assertThat(failed.finished().account().calls()).hasSize(1);
    }

    @Test
    void aReportThatIsTooLargeIsDroppedAndTheJobIsNot() {
        var told = done(SUCCESS, TOLD);
        var report =
                records.of(told).stream()
                        .filter(it -> it.kind() == OutgoingRecord.Kind.REPORT)
                        .findFirst()
                        .orElseThrow();

        var again = new Refusal(told, report, new RecordTooLargeException("large")).replace(told);

        assertThat(again.finished().result().outcome()).isEqualTo(SUCCESS);
        assertThat(records.of(again)).hasSize(1);
    }

    private ProducerRecord<byte[], byte[]> only(String topic, Outcome outcome) {
        return records.of(done(outcome, TOLD)).stream()
                .map(OutgoingRecord::record)
                .filter(record -> record.topic().equals(topic))
                .findFirst()
                .orElseThrow();
    }

    private static DoneJob done(Outcome outcome, Account account) {
        var result =
                new JobResult(
                        new JobId("job-1"),
                        Optional.of(TestingContexts.ACME),
                        Optional.of(ModuleRef.named("echo")),
                        outcome,
                        Execution.NONE,
                        "urn:pointsman:workers",
                        TestingContexts.NOON,
                        Links.NONE);
        var line = new LogLine(LogLine.Level.WARN, "hello");
        var finished =
                new FinishedJob(
                        TestingContexts.ORIGIN,
                        result,
                        List.of(),
                        PendingWrites.NONE,
                        List.of(line),
                        1,
                        account,
                        Optional.empty());
        return new DoneJob(new PolledJob(job(ZERO, 0, "echo", "x")), finished);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
