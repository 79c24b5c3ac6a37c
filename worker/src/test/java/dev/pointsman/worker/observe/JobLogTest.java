package dev.pointsman.worker.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Execution;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Links;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.effects.LogLine;
import dev.pointsman.worker.effects.Publication;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.testing.TestingContexts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What operators read about jobs. */
class JobLogTest {
    private static final Outcome SUCCESS = new Outcome.Succeeded(Payload.ofUtf8("a secret"));

    private final Logger jobs = (Logger) LoggerFactory.getLogger("pointsman.jobs");
    private final Logger guests = (Logger) LoggerFactory.getLogger("pointsman.guests");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        for (var logger : List.of(jobs, guests)) {
            logger.setLevel(Level.TRACE);
            logger.setAdditive(false);
            logger.addAppender(log);
        }
        log.start();
    }

    @AfterEach
    void leave() {
        for (var logger : List.of(jobs, guests)) {
            logger.detachAppender(log);
            logger.setAdditive(true);
            logger.setLevel(null);
        }
    }

    @Test
    void aJobIsOneLineThatSaysWhoWhatAndHow() {
        tell(SUCCESS, List.of(), 0);

        assertThat(log.list)
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

        assertThat(log.list.toString() + log.list.stream().map(JobLogTest::pairs).toList())
                .doesNotContain("a secret", "a private value", "a private key");
    }

    @Test
    void anErrorIsSaidWithItsReason() {
        tell(new Outcome.Errored(ErrorCode.GUEST_TRAP, "the guest trapped"), List.of(), 0);

        assertThat(pairs(log.list.getFirst()))
                .containsEntry("outcome", "error")
                .containsEntry("error", "guest-trap")
                .containsEntry("detail", "the guest trapped");
    }

    @Test
    void aCancelledJobIsSaidWithItsReason() {
        tell(new Outcome.Cancelled(ErrorCode.EXPIRED, "too late"), List.of(), 0);

        assertThat(pairs(log.list.getFirst()))
                .containsEntry("outcome", "cancel")
                .containsEntry("error", "expired");
    }

    @Test
    void aFailureIsSaidWithItsExitCodeAndNotWithTheGuestsWords() {
        tell(new Outcome.Failed(7, "a secret"), List.of(), 0);

        assertThat(pairs(log.list.getFirst()))
                .containsEntry("outcome", "failure")
                .containsEntry("exitCode", "7")
                .doesNotContainValue("a secret");
    }

    @Test
    void aRecordThatNamesNobodyHasALineToo() {
        new JobLog().jobEnded(job(SUCCESS, Optional.empty(), List.of(), 0));

        assertThat(pairs(log.list.getFirst()))
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

        var line = log.list.getFirst();
        assertThat(line.getLoggerName()).isEqualTo("pointsman.guests");
        assertThat(line.getLevel()).hasToString(expected);
        assertThat(line.getFormattedMessage()).isEqualTo("sold {} out");
        assertThat(pairs(line)).containsEntry("tenant", "acme").containsEntry("jobId", "job-1");
    }

    @Test
    void linesThatWereNotKeptAreCounted() {
        tell(SUCCESS, List.of(new LogLine(LogLine.Level.INFO, "one")), 3);

        assertThat(log.list.stream().map(ILoggingEvent::getFormattedMessage))
                .containsExactly("one", "3 lines more were not kept", "job ended");
    }

    private static void tell(Outcome outcome, List<LogLine> lines, int dropped) {
        new JobLog().jobEnded(job(outcome, Optional.of(TestingContexts.ACME), lines, dropped));
    }

    private static FinishedJob job(
            Outcome outcome, Optional<TenantId> tenant, List<LogLine> lines, int dropped) {
        var result =
                new JobResult(
                        new JobId("job-1"),
                        tenant,
                        tenant.map(_ -> ModuleRef.named("echo")),
                        outcome,
                        Execution.NONE,
                        "urn:pointsman:workers",
                        TestingContexts.NOON,
                        Links.NONE);
        var publication =
                new Publication(
                        "events",
                        Optional.of(Payload.ofUtf8("a private key")),
                        "type",
                        "text/plain",
                        Payload.ofUtf8("a private value"));
        return new FinishedJob(
                TestingContexts.ORIGIN, result, List.of(publication), lines, dropped);
    }

    private static Map<String, String> pairs(ILoggingEvent line) {
        return line.getKeyValuePairs().stream()
                .collect(Collectors.toMap(pair -> pair.key, pair -> "" + pair.value));
    }
}
