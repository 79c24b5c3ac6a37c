package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Execution;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Links;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StateScope;
import dev.pointsman.worker.effects.Account;
import dev.pointsman.worker.effects.LogLine;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.state.PendingWrites;
import dev.pointsman.worker.state.StateWrite;
import dev.pointsman.worker.testing.TestingContexts;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

/** Jobs that become less because of what Kafka refuses, and what they have kept for others. */
class ReplacementsTest {
    private final JobRecords records = new JobRecords(TestingJobs.TOPICS);
    private final Verdicts verdicts = new Verdicts(InstantSource.system());
    private final Replacements replacements = new Replacements(records, verdicts);
    private final SeenByOthers kept = new SeenByOthers();
    private final DoneJob done = done(0, kept);

    @Test
    void aJobWhoseReportIsDroppedLeavesWhatItKept() {
        var untold = replacements.replace(records.outgoing(done), untold());

        assertThat(kept.withdrawn).isFalse();
        assertThatCode(replacements::requireUnseen).doesNotThrowAnyException();
        assertThat(untold.job().finished().state()).isSameAs(kept);
    }

    @Test
    void whenAllAreRunAgainItIsToo() {
        replacements.replace(records.outgoing(done), untold());
        var other = done(1, new SeenByOthers());
        var failed = other.failedWith(ErrorCode.PUBLISH_REFUSED, "refused");
        replacements.replace(records.outgoing(other), failed);

        assertThatThrownBy(replacements::requireUnseen).isInstanceOf(SeenTooEarly.class);

        assertThat(verdicts.of(done.polled().origin())).isEmpty();
        assertThat(verdicts.of(other.polled().origin())).isPresent();
    }

    @Test
    void whatAJobHasCountedIsCountedAlthoughItsReportIsDropped() {
        assertThat(untold().finished().account().counts()).isEqualTo(Map.of("orders", 1L));
    }

    private DoneJob untold() {
        var report = records.of(done).getLast();
        return new Refusal(done, report, new RecordTooLargeException("large")).replace(done);
    }

    private static DoneJob done(long offset, PendingWrites kept) {
        var result =
                new JobResult(
                        new JobId("job-1"),
                        Optional.of(TestingContexts.ACME),
                        Optional.of(ModuleRef.named("echo")),
                        new Outcome.Succeeded(Payload.EMPTY),
                        Execution.NONE,
                        "urn:pointsman:workers",
                        TestingContexts.NOON,
                        Links.NONE);
        var finished =
                new FinishedJob(
                        TestingContexts.ORIGIN,
                        result,
                        List.of(),
                        kept,
                        List.of(new LogLine(LogLine.Level.WARN, "hello")),
                        0,
                        new Account(true, List.of(), 0, Map.of("orders", 1L)),
                        Optional.empty());
        return new DoneJob(new PolledJob(job(ZERO, offset, "echo", "x")), finished);
    }

    /** What a later job of the key has looked at. */
    private static final class SeenByOthers implements PendingWrites {
        private boolean withdrawn;

        @Override
        public Optional<StateScope> scope() {
            return Optional.empty();
        }

        @Override
        public List<StateWrite> writes() {
            return List.of();
        }

        @Override
        public void commit() {}

        @Override
        public boolean withdraw() {
            withdrawn = true;
            return false;
        }
    }
}
