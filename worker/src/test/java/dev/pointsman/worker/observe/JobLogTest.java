package dev.pointsman.worker.observe;

import static dev.pointsman.worker.observe.TestingLog.pairs;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.effects.LogLine;
import dev.pointsman.worker.testing.TestingContexts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators read about jobs. */
class JobLogTest {
    private static final Outcome SUCCESS = new Outcome.Succeeded(Payload.ofUtf8("a secret"));

    @AutoClose private final TestingLog log = new TestingLog("pointsman.jobs", "pointsman.guests");

    @Test
    void aJobIsOneLineThatSaysWhoWhatAndHow() {
        tell(SUCCESS, List.of(), 0);

        assertThat(log.lines())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.getLevel()).isEqualTo(Level.INFO);
                    assertThat(line.getFormattedMessage()).isEqualTo("job ended");
                    assertThat(pairs(line))
                            .containsEntry("tenant", "acme")
                            .containsEntry("module", "echo")
                            .containsEntry("jobId", "job-1")
                            .containsEntry("outcome", "success")
                            .containsEntry("durationMillis", "0")
                            .containsEntry("record", "jobs-3-42");
                });
    }

    @Test
    void whatAJobWroteIsNeverInTheLog() {
        tell(SUCCESS, List.of(), 0);

        assertThat(log.lines().toString() + log.lines().stream().map(TestingLog::pairs).toList())
                .doesNotContain("a secret", "a private value", "a private key");
    }

    @Test
    void anErrorIsSaidWithItsReason() {
        tell(new Outcome.Errored(ErrorCode.GUEST_TRAP, "the guest trapped"), List.of(), 0);

        assertThat(pairs(log.lines().getFirst()))
                .containsEntry("outcome", "error")
                .containsEntry("error", "guest-trap")
                .containsEntry("detail", "the guest trapped");
    }

    @Test
    void aCancelledJobIsSaidWithItsReason() {
        tell(new Outcome.Cancelled(ErrorCode.EXPIRED, "too late"), List.of(), 0);

        assertThat(pairs(log.lines().getFirst()))
                .containsEntry("outcome", "cancel")
                .containsEntry("error", "expired");
    }

    @Test
    void aFailureIsSaidWithItsExitCodeAndNotWithTheGuestsWords() {
        tell(new Outcome.Failed(7, "a secret"), List.of(), 0);

        assertThat(pairs(log.lines().getFirst()))
                .containsEntry("outcome", "failure")
                .containsEntry("exitCode", "7")
                .doesNotContainValue("a secret");
    }

    @Test
    void aRecordThatNamesNobodyHasALineToo() {
        new JobLog().jobsEnded(List.of(TestingEnds.job(SUCCESS, Optional.empty(), List.of(), 0)));

        assertThat(pairs(log.lines().getFirst()))
                .containsEntry("tenant", "?")
                .containsEntry("module", "?")
                .containsEntry("jobId", "job-1");
    }

    @ParameterizedTest
    @CsvSource({
        "TRACE, TRACE",
        "DEBUG, DEBUG",
        "INFO, INFO",
        "WARN, WARN",
        "ERROR, ERROR",
        "CRITICAL, ERROR"
    })
    void aGuestsLineHasItsLevelAndSaysWhose(LogLine.Level level, String expected) {
        tell(SUCCESS, List.of(new LogLine(level, "sold {} out")), 0);

        var line = log.lines().getFirst();
        assertThat(line.getLoggerName()).isEqualTo("pointsman.guests");
        assertThat(line.getLevel()).hasToString(expected);
        assertThat(line.getFormattedMessage()).isEqualTo("sold {} out");
        assertThat(pairs(line)).containsEntry("tenant", "acme").containsEntry("jobId", "job-1");
    }

    @Test
    void linesThatWereNotKeptAreCounted() {
        tell(SUCCESS, List.of(new LogLine(LogLine.Level.INFO, "one")), 3);

        assertThat(log.lines().stream().map(ILoggingEvent::getFormattedMessage))
                .containsExactly("one", "3 lines more were not kept", "job ended");
    }

    private static void tell(Outcome outcome, List<LogLine> lines, int dropped) {
        new JobLog()
                .jobsEnded(
                        List.of(
                                TestingEnds.job(
                                        outcome,
                                        Optional.of(TestingContexts.ACME),
                                        lines,
                                        dropped)));
    }
}
