package dev.pointsman.it.chaos.check;

import static dev.pointsman.it.chaos.check.CheckerTest.counts;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a reader saw during a run must be what is there afterwards. */
class SeenResultsTest {
    private final TestingLogs logs = new TestingLogs();

    @BeforeEach
    void publish() {
        logs.answer(logs.job("a", "k", "echo", "1"));
        logs.answer(logs.job("b", "k", "echo", "2"));
    }

    @Test
    void aReaderThatStoppedEarlySawNoLess() {
        var seen = new SeenResults();

        assertThat(logs.check(seen).isEmpty()).isTrue();
    }

    @Test
    void aReaderThatPassedAResultWithoutSeeingItSawAGap() {
        var seen = new SeenResults();
        seen.passed(0, 1);

        assertThat(logs.check(seen)).hasToString(counts(0, 0, 1, 0, 0));
    }

    @Test
    void aReaderThatSawMoreSawWhatWasAborted() {
        var seen = logs.seen();
        var more = new TestingLogs();
        more.job("x", "k", "echo", "1");
        more.result(more.answerTo(more.job("y", "k", "echo", "1")));
        more.result(more.answerTo(more.job("z", "k", "echo", "1")));
        seen.add(more.result(more.answerTo(more.job("c", "k", "echo", "1"))));

        assertThat(logs.check(seen)).hasToString(counts(0, 0, 1, 0, 0));
    }

    @Test
    void aReaderThatSawAnotherRecordSawWhatWasTakenBack() {
        var other = new TestingLogs();
        var seen = new SeenResults();
        seen.add(other.result(other.answerTo(other.job("other", "k", "echo", "1"))));

        assertThat(logs.check(seen)).hasToString(counts(0, 0, 1, 0, 0));
    }
}
